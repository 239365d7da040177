#pragma once
#include <dlfcn.h>
#include <stddef.h>

// Libraries that are loaded when they are first needed: linked, each costs every start of the program, with all that it
// brings along. LOADED_LIBRARY says by what name the loader knows one, and LOADED_FUNCTION gives the library's function NAME,
// of the type that its header says, as loaded_NAME().

// NULL where it is not installed.
static inline void *loaded_library(const char *const places[], size_t count) {
  void *library = NULL;
  for (size_t place = 0; !library && place < count; place++) library = dlopen(places[place], RTLD_NOW | RTLD_LOCAL);
  return library;
}

#ifdef __APPLE__
#define LOADED_PLACES(linux, apple) {apple, "/usr/lib/" apple, "/opt/homebrew/lib/" apple, "/usr/local/lib/" apple}
#else
#define LOADED_PLACES(linux, apple) {linux}
#endif

#define LOADED_LIBRARY(key, linux, apple) \
  static inline void *key##_library(void) { \
    static void *library; \
    static const char *const places[] = LOADED_PLACES(linux, apple); \
    if (!library) library = loaded_library(places, sizeof places / sizeof *places); \
    return library; \
  }

#define LOADED_FUNCTION(key, name) \
  static inline __typeof__(&name) loaded_##name(void) { \
    static __typeof__(&name) found; \
    if (!found) found = (__typeof__(&name))dlsym(key##_library(), #name); \
    return found; \
  }

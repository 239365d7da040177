#pragma once
#include <dlfcn.h>
#include <stddef.h>
#include <xlsxwriter.h>

// Loaded when a workbook is written: linked, the library would cost each start of the program 0.8 ms.
#ifdef __APPLE__
#define XLSX_NAME "libxlsxwriter." LXW_SOVERSION ".dylib"
#else
#define XLSX_NAME "libxlsxwriter.so." LXW_SOVERSION
#endif

// NULL where it is not installed.
static inline void *xlsx_library(void) {
  static void *library;
  static const char *const places[] = {XLSX_NAME, "/opt/homebrew/lib/" XLSX_NAME, "/usr/local/lib/" XLSX_NAME};
  for (size_t place = 0; !library && place < sizeof places / sizeof *places; place++) library = dlopen(places[place], RTLD_NOW | RTLD_LOCAL);
  return library;
}

// A function of the library, of the type that the header says.
#define XLSX_FUNCTION(name) \
  static inline __typeof__(&name) xlsx_##name(void) { \
    static __typeof__(&name) found; \
    if (!found) found = (__typeof__(&name))dlsym(xlsx_library(), #name); \
    return found; \
  }
XLSX_FUNCTION(workbook_new_opt)
XLSX_FUNCTION(workbook_add_worksheet)
XLSX_FUNCTION(workbook_add_format)
XLSX_FUNCTION(workbook_set_properties)
XLSX_FUNCTION(workbook_close)
XLSX_FUNCTION(worksheet_set_column)
XLSX_FUNCTION(worksheet_write_string)
XLSX_FUNCTION(worksheet_write_number)
XLSX_FUNCTION(worksheet_write_datetime)
XLSX_FUNCTION(worksheet_write_boolean)
XLSX_FUNCTION(worksheet_freeze_panes)
XLSX_FUNCTION(worksheet_repeat_rows)
XLSX_FUNCTION(worksheet_autofilter)
XLSX_FUNCTION(worksheet_set_landscape)
XLSX_FUNCTION(worksheet_set_paper)
XLSX_FUNCTION(worksheet_fit_to_pages)
XLSX_FUNCTION(format_set_bold)
XLSX_FUNCTION(format_set_text_wrap)
XLSX_FUNCTION(format_set_bg_color)
XLSX_FUNCTION(format_set_num_format)
XLSX_FUNCTION(format_set_align)
XLSX_FUNCTION(lxw_strerror)

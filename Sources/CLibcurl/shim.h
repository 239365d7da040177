#pragma once
#include <curl/curl.h>

#include "../CLoaded/loaded.h"

// The number is that of its interface, which has been the same since 2006.
#define CURL_NAME "libcurl.so.4"
LOADED_LIBRARY(curl, CURL_NAME, "libcurl.4.dylib")
LOADED_FUNCTION(curl, curl_global_init)
LOADED_FUNCTION(curl, curl_easy_init)
LOADED_FUNCTION(curl, curl_easy_setopt)
LOADED_FUNCTION(curl, curl_easy_getinfo)
LOADED_FUNCTION(curl, curl_easy_perform)
LOADED_FUNCTION(curl, curl_easy_strerror)
LOADED_FUNCTION(curl, curl_easy_cleanup)
LOADED_FUNCTION(curl, curl_slist_append)
LOADED_FUNCTION(curl, curl_slist_free_all)

// Swift cannot call functions that take any number of arguments, so each kind of value has one of its own.
static inline CURLcode curl_set_long(CURL *handle, CURLoption option, long value) { return loaded_curl_easy_setopt()(handle, option, value); }
static inline CURLcode curl_set_text(CURL *handle, CURLoption option, const char *value) { return loaded_curl_easy_setopt()(handle, option, value); }
static inline CURLcode curl_set_pointer(CURL *handle, CURLoption option, void *value) { return loaded_curl_easy_setopt()(handle, option, value); }
static inline CURLcode curl_set_list(CURL *handle, CURLoption option, struct curl_slist *value) { return loaded_curl_easy_setopt()(handle, option, value); }
static inline CURLcode curl_set_size(CURL *handle, CURLoption option, long long value) { return loaded_curl_easy_setopt()(handle, option, (curl_off_t)value); }

static inline CURLcode curl_set_reader(CURL *handle, curl_read_callback reader, void *context) {
  CURLcode result = loaded_curl_easy_setopt()(handle, CURLOPT_READDATA, context);
  return result != CURLE_OK ? result : loaded_curl_easy_setopt()(handle, CURLOPT_READFUNCTION, reader);
}
// Each line of the answers.
static inline CURLcode curl_set_listener(CURL *handle, curl_write_callback listener, void *context) {
  CURLcode result = loaded_curl_easy_setopt()(handle, CURLOPT_HEADERDATA, context);
  return result != CURLE_OK ? result : loaded_curl_easy_setopt()(handle, CURLOPT_HEADERFUNCTION, listener);
}
// What answers hold.
static inline CURLcode curl_set_writer(CURL *handle, curl_write_callback writer, void *context) {
  CURLcode result = loaded_curl_easy_setopt()(handle, CURLOPT_WRITEDATA, context);
  return result != CURLE_OK ? result : loaded_curl_easy_setopt()(handle, CURLOPT_WRITEFUNCTION, writer);
}
// Each command that is sent.
static inline CURLcode curl_set_observer(CURL *handle, curl_debug_callback observer, void *context) {
  CURLcode result = loaded_curl_easy_setopt()(handle, CURLOPT_DEBUGDATA, context);
  if (result == CURLE_OK) result = loaded_curl_easy_setopt()(handle, CURLOPT_DEBUGFUNCTION, observer);
  return result != CURLE_OK ? result : loaded_curl_easy_setopt()(handle, CURLOPT_VERBOSE, 1L);
}
static inline CURLcode curl_set_opener(CURL *handle, curl_opensocket_callback opener, void *context) {
  CURLcode result = loaded_curl_easy_setopt()(handle, CURLOPT_OPENSOCKETDATA, context);
  return result != CURLE_OK ? result : loaded_curl_easy_setopt()(handle, CURLOPT_OPENSOCKETFUNCTION, opener);
}

static inline CURLcode curl_allow_mail_only(CURL *handle) {
#if LIBCURL_VERSION_NUM >= 0x075500
  return loaded_curl_easy_setopt()(handle, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
#else
  return loaded_curl_easy_setopt()(handle, CURLOPT_PROTOCOLS, (long)(CURLPROTO_SMTP | CURLPROTO_SMTPS));
#endif
}
static inline CURLcode curl_allow_web_only(CURL *handle) {
#if LIBCURL_VERSION_NUM >= 0x075500
  return loaded_curl_easy_setopt()(handle, CURLOPT_PROTOCOLS_STR, "http,https");
#else
  return loaded_curl_easy_setopt()(handle, CURLOPT_PROTOCOLS, (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS));
#endif
}

static inline long curl_get_long(CURL *handle, CURLINFO info) {
  long value = 0;
  loaded_curl_easy_getinfo()(handle, info, &value);
  return value;
}
static inline curl_socket_t curl_get_socket(CURL *handle) {
  curl_socket_t value = CURL_SOCKET_BAD;
  loaded_curl_easy_getinfo()(handle, CURLINFO_ACTIVESOCKET, &value);
  return value;
}

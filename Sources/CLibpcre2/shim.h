#pragma once
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "../CLoaded/loaded.h"

#define PCRE2_NAME "libpcre2-8.so.0"
LOADED_LIBRARY(pcre2, PCRE2_NAME, "libpcre2-8.0.dylib")
LOADED_FUNCTION(pcre2, pcre2_compile_8)
LOADED_FUNCTION(pcre2, pcre2_compile_context_create_8)
LOADED_FUNCTION(pcre2, pcre2_compile_context_free_8)
LOADED_FUNCTION(pcre2, pcre2_set_newline_8)
LOADED_FUNCTION(pcre2, pcre2_code_free_8)
LOADED_FUNCTION(pcre2, pcre2_get_error_message_8)
LOADED_FUNCTION(pcre2, pcre2_match_context_create_8)
LOADED_FUNCTION(pcre2, pcre2_match_context_free_8)
LOADED_FUNCTION(pcre2, pcre2_set_match_limit_8)
LOADED_FUNCTION(pcre2, pcre2_set_heap_limit_8)
LOADED_FUNCTION(pcre2, pcre2_match_data_create_from_pattern_8)
LOADED_FUNCTION(pcre2, pcre2_match_data_free_8)
LOADED_FUNCTION(pcre2, pcre2_match_8)
LOADED_FUNCTION(pcre2, pcre2_get_ovector_pointer_8)
LOADED_FUNCTION(pcre2, pcre2_substring_number_from_name_8)

#pragma once
#include <yajl/yajl_parse.h>

// Swift cannot call yajl_config, which takes any number of arguments.
static inline int yajl_set(yajl_handle handle, yajl_option option) { return yajl_config(handle, option, 1); }

#pragma once
// Debian keeps the header in a folder of its own that only pkg-config knows; without pkg-config the longer spelling finds it.
#if __has_include(<libpq-fe.h>)
#include <libpq-fe.h>
#else
#include <postgresql/libpq-fe.h>
#endif

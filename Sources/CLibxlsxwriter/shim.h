#pragma once
#include <xlsxwriter.h>

#include "../CLoaded/loaded.h"

#define XLSX_NAME "libxlsxwriter.so." LXW_SOVERSION
LOADED_LIBRARY(xlsx, XLSX_NAME, "libxlsxwriter." LXW_SOVERSION ".dylib")
LOADED_FUNCTION(xlsx, workbook_new_opt)
LOADED_FUNCTION(xlsx, workbook_add_worksheet)
LOADED_FUNCTION(xlsx, workbook_add_format)
LOADED_FUNCTION(xlsx, workbook_set_properties)
LOADED_FUNCTION(xlsx, workbook_close)
LOADED_FUNCTION(xlsx, worksheet_set_column)
LOADED_FUNCTION(xlsx, worksheet_write_string)
LOADED_FUNCTION(xlsx, worksheet_write_number)
LOADED_FUNCTION(xlsx, worksheet_write_datetime)
LOADED_FUNCTION(xlsx, worksheet_write_boolean)
LOADED_FUNCTION(xlsx, worksheet_freeze_panes)
LOADED_FUNCTION(xlsx, worksheet_repeat_rows)
LOADED_FUNCTION(xlsx, worksheet_autofilter)
LOADED_FUNCTION(xlsx, worksheet_set_landscape)
LOADED_FUNCTION(xlsx, worksheet_set_paper)
LOADED_FUNCTION(xlsx, worksheet_fit_to_pages)
LOADED_FUNCTION(xlsx, format_set_bold)
LOADED_FUNCTION(xlsx, format_set_text_wrap)
LOADED_FUNCTION(xlsx, format_set_bg_color)
LOADED_FUNCTION(xlsx, format_set_num_format)
LOADED_FUNCTION(xlsx, format_set_align)
LOADED_FUNCTION(xlsx, lxw_strerror)

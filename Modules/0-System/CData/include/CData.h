// The data files that travel inside the executables. They are written and tested beside the code that reads them.
#ifndef HUIBAO_CDATA_H
#define HUIBAO_CDATA_H
#include <stddef.h>

/// The built-in codebook: UTF-8, `huibao_codebook_size` bytes, not terminated.
const unsigned char *huibao_codebook(void);
size_t huibao_codebook_size(void);
/// The dashboard's page: HTML, UTF-8, `huibao_dashboard_size` bytes, not terminated.
const unsigned char *huibao_dashboard(void);
size_t huibao_dashboard_size(void);
#endif

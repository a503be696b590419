#include "CData.h"
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char codebook[] = {
#embed "../../4-Domain/Extraction/Data/codebook.txt"
};

const unsigned char *huibao_codebook(void) { return codebook; }
size_t huibao_codebook_size(void) { return sizeof codebook; }

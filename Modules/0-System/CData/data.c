#include "CData.h"
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char codebook[] = {
#embed "../../4-Domain/Extraction/Data/codebook.txt"
};

static const unsigned char dashboard[] = {
#embed "../../5-Runtime/AggregatorService/Page/dashboard.html"
};

const unsigned char *huibao_codebook(void) { return codebook; }
size_t huibao_codebook_size(void) { return sizeof codebook; }
const unsigned char *huibao_dashboard(void) { return dashboard; }
size_t huibao_dashboard_size(void) { return sizeof dashboard; }

// The parts that every .docx shares: the folder template/, unpacked as it lies in the ZIP. It holds the styles and
// footers of GB/T 9704-2012.
#pragma once

#include <span>
#include <string_view>

namespace cpcc::files {

struct TemplatePart {
    std::string_view name;
    std::string_view content;
};

std::span<const TemplatePart> docx_template();  // made from template/ by CMakeLists.txt

}  // namespace cpcc::files

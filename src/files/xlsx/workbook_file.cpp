#include "xlsx/workbook_file.hpp"

#include "block_writer.hpp"
#include "package.hpp"

#include "cpcc/base/error.hpp"
#include "cpcc/base/text.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <fstream>
#include <utility>

namespace cpcc::files {

namespace {

// Returns the title as a valid sheet name: at most 31 characters, without forbidden signs, and not the reserved
// "History".
std::string sheet_name(const std::string& title) {
    std::string name;
    int characters = 0;
    for (std::size_t i = 0; i < title.size(); ++i) {
        const auto byte = static_cast<unsigned char>(title[i]);
        if ((byte & 0xC0U) != 0x80U && ++characters > 31) break;
        const bool forbidden = byte < 0x20 || std::string_view("[]:*?/\\'").find(title[i]) != std::string_view::npos;
        name += forbidden ? ' ' : title[i];
    }
    if (trim(name).empty() || !is_utf8(name) || name == "History") return "cpcc";
    return name;
}

bool is_hex(char c) noexcept { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

std::string escaped_for_xml(const std::string& text) {
    std::string safe;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::string_view rest = std::string_view(text).substr(i);
        const bool escape = rest.size() >= 7 && rest.starts_with("_x") && rest[6] == '_' &&
                            std::all_of(rest.begin() + 2, rest.begin() + 6, is_hex);
        if (escape)
            safe += "_x005F_";
        else if (rest.front() == '\0')
            safe += "\uFFFD";
        else if (rest.starts_with("\xEF\xBF\xBE") || rest.starts_with("\xEF\xBF\xBF"))
            safe += "\uFFFD", i += 2;
        else
            safe += rest.front();
    }
    return safe;
}

bool needs_care(const std::string& text) noexcept {
    return text.find("_x") != std::string::npos || text.find('\0') != std::string::npos ||
           text.find("\xEF\xBF") != std::string::npos;
}

}  // namespace

TemporaryFile::TemporaryFile() {
    const char* folder = std::getenv("TMPDIR");
    folder_ = folder != nullptr && *folder != '\0' ? folder : "/tmp";
    path_ = folder_ + "/cpcc-XXXXXX";
    const int descriptor = ::mkstemp(path_.data());
    if (descriptor < 0)
        throw Error(Exit::failed,
                    say(Words{"无法在 {} 中创建临时文件：{}", "cannot create a temporary file in {}: {}"}, folder_,
                        system_message(errno)),
                    say(Words{"请用 TMPDIR 指定一个可写的文件夹", "set TMPDIR to a writable directory"}));
    ::close(descriptor);
}

TemporaryFile::~TemporaryFile() { ::unlink(path_.c_str()); }

WorkbookFile::WorkbookFile(Memory memory) {
    lxw_workbook_options options{};
    options.constant_memory = memory == Memory::of_a_row ? LXW_TRUE : LXW_FALSE;
    options.tmpdir = file_.folder().data();
    book_ = lxw_.workbook_new_opt(file_.path().c_str(), &options);
    if (book_ == nullptr) throw std::bad_alloc();
    lxw_doc_properties properties{};
    properties.created = 315532800;  // 1 January 1980, as in the ZIP: the same data give the same bytes
    lxw_.workbook_set_properties(book_, &properties);
}

WorkbookFile::~WorkbookFile() {
    if (book_ != nullptr) lxw_.workbook_free(book_);
}

lxw_worksheet* WorkbookFile::try_sheet(const std::string& name) {
    return lxw_.workbook_add_worksheet(book_, sheet_name(name).c_str());
}

lxw_worksheet* WorkbookFile::add_sheet(const std::string& title) {
    lxw_worksheet* sheet = try_sheet(title);
    if (sheet == nullptr) sheet = lxw_.workbook_add_worksheet(book_, nullptr);
    if (sheet == nullptr) throw std::bad_alloc();
    return sheet;
}

void WorkbookFile::set_paper(lxw_worksheet* sheet, Lies lies, int scale) const {
    constexpr std::uint8_t a4 = 9;  // ECMA-376, 18.3.1.63, paperSize
    lxw_.worksheet_set_paper(sheet, a4);
    if (lies == Lies::across) lxw_.worksheet_set_landscape(sheet);
    constexpr double side = 0.5, foot = 0.75;  // inches
    lxw_.worksheet_set_margins(sheet, side, side, foot, foot);
    lxw_.worksheet_set_print_scale(sheet, static_cast<std::uint16_t>(scale));
    lxw_.worksheet_set_footer(sheet, Words{"&C第 &P 页，共 &N 页", "&CPage &P of &N"}.str().c_str());
}

void WorkbookFile::set_form_page(lxw_worksheet* sheet) const {
    set_paper(sheet, Lies::across, 100);
    lxw_.worksheet_fit_to_pages(sheet, 1, 0);
    lxw_.worksheet_repeat_rows(sheet, 0, 0);
}

lxw_format* WorkbookFile::add_format(const char* number_format) {
    lxw_format* const made = lxw_.workbook_add_format(book_);
    if (made == nullptr) throw std::bad_alloc();
    if (number_format != nullptr) lxw_.format_set_num_format(made, number_format);
    return made;
}

void WorkbookFile::finish(const std::vector<std::size_t>& cells, std::ostream& out) {
    const lxw_error error = lxw_.workbook_close(std::exchange(book_, nullptr));
    if (error != LXW_NO_ERROR) fail(lxw_.strerror(error));
    verify(cells);
    copy_to(out);
}

void WorkbookFile::fail(std::string_view cause) {
    throw Error(
        Exit::failed,
        say(Words{"无法生成 .xlsx（临时文件夹 {}）：{}", "cannot write the .xlsx file (temporary directory {}): {}"},
            file_.folder(), cause),
        say(Words{"请检查临时文件夹的可用空间，或用 TMPDIR 指定其他文件夹",
                  "free some space there, or set TMPDIR to another directory"}));
}

// libxlsxwriter does not check writes to its temporary files, so that on a full disk rows would be missing without an
// error.
void WorkbookFile::verify(const std::vector<std::size_t>& cells) {
    std::vector<std::size_t> found;
    try {
        Input input(file_.path());
        const Package package(input);
        for (std::size_t i = 1; i <= cells.size(); ++i)
            found.push_back(count_in_part(package, fmt::format("xl/worksheets/sheet{}.xml", i), "<c "));
    } catch (const Error& error) {
        fail(error.message());
    }
    if (found != cells) fail(system_message(ENOSPC));
}

void WorkbookFile::copy_to(std::ostream& out) {
    std::ifstream in(file_.path(), std::ios::binary);
    std::array<char, 65536> block{};
    while (in) {
        in.read(block.data(), block.size());
        errno = 0;
        if (!out.write(block.data(), in.gcount())) fail_stream();
    }
    if (!in.eof()) fail(system_message(EIO));
    errno = 0;
    if (!out.flush()) fail_stream();
}

const std::string& for_xml(const std::string& text, std::string& safe) {
    if (!needs_care(text)) return text;
    return safe = escaped_for_xml(text);
}

}  // namespace cpcc::files

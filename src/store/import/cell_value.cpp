#include "import/cell_value.hpp"

#include "cpcc/base/spreadsheet.hpp"
#include "cpcc/base/text.hpp"
#include "cpcc/base/words.hpp"

#include <algorithm>
#include <array>

namespace cpcc::store {

using files::CellNote;
using files::CellTrait;
using records::Converted;
using records::Field;
using records::Type;

namespace {

Converted refused(std::string reason) { return {{}, std::move(reason), {}}; }

Converted convert_text_of(const Field& field, std::string_view text, const records::Reading& how) {
    Converted converted = records::convert(field, text, how);
    if (converted.reason.empty()) return converted;
    const std::string list = records::list_remedy(field, text);
    converted.reason += list.empty() ? records::lenient_remedy(field, text, how) : list;
    return converted;
}

bool is_number(Type type) {
    return type == Type::count || type == Type::percent || type == Type::money || type == Type::number;
}

Converted refuse_error(std::string_view text) {
    return refused(
        say(Words{"单元格是错误值 {}，请改正公式或填写内容", "the cell holds the error {}; correct it"}, text));
}

Converted refuse_lost_digits(std::string_view text) {
    return refused(
        say(Words{"“{}”超过 15 位或为科学计数，末尾数字已丢失；请将该列设为文本格式后重新填写",
                  "\"{}\" is a number beyond 15 digits or with an exponent: digits are lost; format the column as "
                  "text and enter it again"},
            text));
}

Converted refuse_both(std::string_view shown, std::string_view held) {
    return refused(
        say(Words{"单元格显示为“{}”，实际为“{}”；请改为一致，或将格式设为常规或文本",
                  "the cell shows \"{}\" and holds \"{}\"; make them agree, or format it as general or text"},
            shown, held));
}

std::string_view without_percent(std::string_view number) {
    return number.ends_with('%') ? number.substr(0, number.size() - 1) : number;
}

// Converts a number that its format shows in another form. It may be rounded, if the number held cannot be a value.
Converted convert_shown_number(const Field& field, std::string_view text, const CellNote& note,
                               const records::Reading& how) {
    const records::Reading strict{.money_places = how.money_places};
    const bool percent = note.held.ends_with('%');
    if (percent && field.type != Type::percent)
        return refused(say(
            Words{"单元格显示为百分数“{}”；请填写数字", "the cell shows the percentage \"{}\"; enter a plain number"},
            text));
    if (note.plain.empty()) return refuse_both(text, note.held);
    Converted shown = records::convert(field, without_percent(note.plain), strict);
    if (!shown.reason.empty()) return refuse_both(text, note.held);
    const Converted held = records::convert(field, without_percent(note.held), strict);
    if (held.reason.empty() && !(held.value == shown.value)) return refuse_both(text, note.held);
    return shown;
}

Converted convert_number_cell(const Field& field, std::string_view text, const CellNote& note,
                              const records::Reading& how) {
    if (is_number(field.type)) return convert_shown_number(field, text, note, how);
    if (is_scientific(text)) return refuse_both(text, note.held);
    Converted converted = convert_text_of(field, text, how);
    const bool clears = std::holds_alternative<records::Clear>(converted.value);
    if (clears || (!converted.reason.empty() && records::convert(field, note.held).reason.empty()))
        return refuse_both(text, note.held);
    return converted;
}

// Refuses a date or a time in a field of codes and the like: a spreadsheet made it of something else, such as 1-2.
Converted refuse_moment(std::string_view text) {
    return refused(
        say(Words{"单元格是日期或时间 {}，不是文字；请将该列设为文本格式后重新填写",
                  "the cell holds the date or time {} and no text; format the column as text and enter it again"},
            text));
}

bool takes_moments(Type type) {
    return type == Type::date || type == Type::month || type == Type::period || is_number(type);
}

bool is_words(Type type) { return type == Type::text || type == Type::texts; }

Converted convert_month_cell(const Field& field, std::string_view text, const CellNote& note,
                             const records::Reading& how) {
    if (!takes_moments(field.type) && !is_words(field.type)) return refuse_moment(text);
    if (field.type != Type::date) return convert_text_of(field, text, how);
    const bool may_show_day = note.trait == CellTrait::month_or_day && !note.held.ends_with("-01");
    return may_show_day ? records::convert(field, note.held) : refuse_both(text, note.held);
}

// Converts a date or a time. As a text it is taken if the cell shows the whole date.
Converted convert_moment_cell(const Field& field, std::string_view text, const CellNote& note,
                              const records::Reading& how) {
    const bool shown = takes_moments(field.type) || (is_words(field.type) && note.trait == CellTrait::date);
    return shown ? convert_text_of(field, text, how) : refuse_moment(text);
}

Converted convert_noted(const Field& field, std::string_view text, const CellNote& note, const records::Reading& how) {
    switch (note.trait) {
        case CellTrait::number: return convert_number_cell(field, text, note, how);
        case CellTrait::unshown:
            if (is_number(field.type)) return convert_text_of(field, text, how);
            return refused(
                say(Words{"单元格的数字格式无法识别，实际为“{}”；请将格式设为常规或文本",
                          "the number format of the cell is not supported; it holds \"{}\"; format it as general or "
                          "text"},
                    text));
        case CellTrait::long_number:
            return is_number(field.type) ? convert_text_of(field, text, how) : refuse_lost_digits(text);
        case CellTrait::date:
        case CellTrait::moment: return convert_moment_cell(field, text, note, how);
        case CellTrait::month:
        case CellTrait::month_or_day: return convert_month_cell(field, text, note, how);
        case CellTrait::truth:
            return records::convert(field, field.type != Type::yesno ? text : text == "TRUE" ? "yes" : "no");
        case CellTrait::error: return refuse_error(text);
        case CellTrait::no_result:
            return refused(
                say(Words{"单元格是公式，但文件中没有保存公式的结果；请用 WPS 或 Excel 打开文件并保存一次",
                          "the cell has a formula without a stored result; open the file in Excel or WPS and save it "
                          "once"}));
    }
    return {};
}

}  // namespace

Converted convert_cell(const Field& field, std::string_view text, const CellNote* note, const records::Reading& how) {
    if (note != nullptr) return convert_noted(field, text, *note, how);
    if (text.starts_with('#') && is_spreadsheet_error(trim(text))) return refuse_error(trim(text));
    if (!is_number(field.type) && is_scientific(trim(text))) return refuse_lost_digits(trim(text));
    return convert_text_of(field, text, how);
}

std::string plain_cell(const SheetColumn& use, const files::Row& row, std::size_t column) {
    const auto note =
        std::find_if(row.notes.begin(), row.notes.end(), [&](const CellNote& each) { return each.column == column; });
    const auto text = undefuse(row.cells[column]);
    if (note == row.notes.end() || use.field == nullptr) return std::string(text);
    if (note->trait == CellTrait::number && is_number(use.field->type) && !note->plain.empty())
        return std::string(without_percent(note->plain));
    if (note->trait == CellTrait::truth && use.field->type == Type::yesno) return text == "TRUE" ? "yes" : "no";
    return std::string(text);
}

std::string cell_name(std::size_t column, int line) { return files::column_letters(column) + std::to_string(line); }

}  // namespace cpcc::store

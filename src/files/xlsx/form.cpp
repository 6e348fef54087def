#include "cpcc/files/form.hpp"

#include "cpcc/base/text.hpp"
#include "cpcc/base/words.hpp"
#include "cpcc/files/read.hpp"
#include "xlsx/workbook_file.hpp"

#include <algorithm>

namespace cpcc::files {

namespace {

using Entry = FormColumn::Entry;

constexpr lxw_row_t last_row = 5000;  // rows with checks
constexpr int widest = 40;

class FormWriter {
public:
    explicit FormWriter(const Form& form) : form_(form) {
        for (lxw_format** format : {&header_, &required_, &example_, &bold_, &wrapped_}) *format = book_.add_format();
        for (lxw_format* format : {header_, required_, bold_}) lxw_.format_set_bold(format);
        lxw_.format_set_bg_color(header_, 0xE7E6E6);
        lxw_.format_set_bg_color(required_, 0xFCE4D6);
        lxw_.format_set_italic(example_);
        lxw_.format_set_font_color(example_, 0x7F7F7F);
        lxw_.format_set_num_format(example_, "@");
        lxw_.format_set_text_wrap(wrapped_);
        text_ = book_.add_format("@");
        date_ = book_.add_format("yyyy-mm-dd");
    }

    void write(std::ostream& out) {
        lxw_worksheet* const sheet = book_.add_sheet(form_.title);
        lxw_worksheet* const instructions = book_.add_sheet(say(Words{"填表说明", "Instructions"}));
        lxw_worksheet* const choices = book_.add_sheet(choices_name_);
        write_header(sheet);
        write_instructions(instructions);
        write_choices(choices);
        lxw_.worksheet_hide(choices);
        for (lxw_worksheet* printed : {sheet, instructions}) book_.set_form_page(printed);
        for (std::size_t i = 0; i < form_.columns.size(); ++i) check_entries(sheet, static_cast<lxw_col_t>(i));
        book_.finish({cells_}, out);
    }

private:
    void put(lxw_worksheet* sheet, lxw_row_t row, std::size_t column, const std::string& text, lxw_format* format) {
        lxw_.worksheet_write_string(sheet, row, static_cast<lxw_col_t>(column), for_xml(text, safe_).c_str(), format);
    }

    void write_header(lxw_worksheet* sheet) {
        for (std::size_t i = 0; i < form_.columns.size(); ++i) {
            const FormColumn& column = form_.columns[i];
            const std::string label =
                column.required ? say(Words{"{}（必填）", "{} (required)"}, column.label) : column.label;
            put(sheet, 0, i, label, column.required ? required_ : header_);
            if (!column.example.empty()) put(sheet, 1, i, column.example, example_);
            cells_ += column.example.empty() ? 1U : 2U;
            const int width = std::max(display_width(label), display_width(column.example));
            lxw_.worksheet_set_column(sheet, static_cast<lxw_col_t>(i), static_cast<lxw_col_t>(i),
                                      std::min(width, widest) + 2, format_of(column));
        }
        lxw_.worksheet_freeze_panes(sheet, 1, 0);
    }

    lxw_format* format_of(const FormColumn& column) const {
        if (column.entry == Entry::text) return text_;  // a code keeps its zeros
        return column.entry == Entry::date ? date_ : nullptr;
    }

    void write_instructions(lxw_worksheet* sheet) {
        lxw_row_t row = 0;
        put(sheet, row++, 0, form_.title, bold_);
        for (const std::string& line : form_.instructions) put(sheet, row++, 0, line, nullptr);
        ++row;
        const std::vector<std::string> head{say(Words{"栏目", "column"}), say(Words{"必填", "required"}),
                                            say(Words{"填写内容", "what it takes"}), say(Words{"示例", "example"})};
        for (std::size_t i = 0; i < head.size(); ++i) put(sheet, row, i, head[i], header_);
        for (const FormColumn& column : form_.columns) {
            ++row;
            put(sheet, row, 0, column.label, nullptr);
            if (column.required) put(sheet, row, 1, say(Words{"是", "yes"}), nullptr);
            put(sheet, row, 2, column.takes, wrapped_);
            put(sheet, row, 3, column.example, nullptr);
        }
        lxw_.worksheet_set_column(sheet, 0, 0, 24, nullptr);
        lxw_.worksheet_set_column(sheet, 1, 1, 10, nullptr);
        lxw_.worksheet_set_column(sheet, 2, 2, 70, nullptr);
        lxw_.worksheet_set_column(sheet, 3, 3, 30, nullptr);
    }

    // A list in the check itself holds 255 characters at most, so the choices lie on a sheet.
    void write_choices(lxw_worksheet* sheet) {
        for (std::size_t i = 0; i < form_.columns.size(); ++i)
            for (std::size_t row = 0; row < form_.columns[i].choices.size(); ++row)
                put(sheet, static_cast<lxw_row_t>(row), i, form_.columns[i].choices[row], nullptr);
    }

    void check_entries(lxw_worksheet* sheet, lxw_col_t at) {
        const FormColumn& column = form_.columns[at];
        lxw_data_validation check{};
        check.ignore_blank = LXW_VALIDATION_ON;
        check.show_error = LXW_VALIDATION_ON;
        std::string formula, message = column.takes.substr(0, cut_to_width(column.takes, 200).size());
        check.error_message = message.data();
        if (!column.choices.empty()) {
            formula = choices_of(at, column.choices.size());
            check.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
            check.value_formula = formula.data();
            check.dropdown = LXW_VALIDATION_ON;
            if (column.other_entries) check.show_error = LXW_VALIDATION_OFF;
        } else if (column.entry == Entry::date) {
            check.validate = LXW_VALIDATION_TYPE_DATE;
            check.criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
            check.minimum_datetime = {1949, 10, 1, 0, 0, 0};
            check.maximum_datetime = {2099, 12, 31, 0, 0, 0};
        } else if (column.entry == Entry::whole_number || column.entry == Entry::decimal) {
            const bool whole = column.entry == Entry::whole_number;
            check.validate = whole ? LXW_VALIDATION_TYPE_INTEGER : LXW_VALIDATION_TYPE_DECIMAL;
            check.criteria = LXW_VALIDATION_CRITERIA_GREATER_THAN_OR_EQUAL_TO;
            check.value_number = 0;
        } else {
            return;
        }
        lxw_.worksheet_data_validation_range(sheet, 2, at, last_row, at, &check);
    }

    // Returns the range of a column's choices, e.g. `='选项'!$B$1:$B$12`.
    std::string choices_of(lxw_col_t at, std::size_t count) const {
        return fmt::format("='{0}'!${1}$1:${1}${2}", choices_name_, column_letters(at), count);
    }

    const Form& form_;
    const std::string choices_name_ = say(Words{"选项", "Choices"});
    WorkbookFile book_{WorkbookFile::Memory::of_all};
    const LibXlsxWriter& lxw_ = book_.library();
    lxw_format *header_ = nullptr, *required_ = nullptr, *example_ = nullptr, *bold_ = nullptr, *wrapped_ = nullptr,
               *text_ = nullptr, *date_ = nullptr;
    std::size_t cells_ = 0;  // written to the first sheet
    std::string safe_;
};

}  // namespace

void write_form(const Form& form, std::ostream& out) { FormWriter(form).write(out); }

}  // namespace cpcc::files

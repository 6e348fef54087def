// Writes .ics (RFC 5545). Tables have no such form.
#include "block_writer.hpp"
#include "cpcc/base/printable.hpp"
#include "cpcc/base/sha256.hpp"
#include "cpcc/files/calendar_file.hpp"
#include "cpcc/files/format.hpp"

#include <stdexcept>
#include <string_view>

namespace cpcc::files {

namespace {

constexpr std::size_t longest_line = 75;  // octets, without the line break

// Appends a content line, folded so that no character is cut.
void append_line(std::string& to, std::string_view line) {
    std::size_t room = longest_line;
    while (line.size() > room) {
        std::size_t cut = room;
        while (cut > 0 && (static_cast<unsigned char>(line[cut]) & 0xC0U) == 0x80U) --cut;
        to += line.substr(0, cut);
        to += "\r\n ";
        line.remove_prefix(cut);
        room = longest_line - 1;  // the blank that continues the line
    }
    to += line;
    to += "\r\n";
}

std::string escaped(std::string_view text) {
    std::string to;
    for (const char c : printable(text, Breaks::kept)) {
        if (c == '\n') {
            to += "\\n";
            continue;
        }
        if (c == '\\' || c == ';' || c == ',') to += '\\';
        to += c;
    }
    return to;
}

std::string compact(Date day) { return std::to_string(day.packed()); }

void append_property(std::string& to, std::string_view property, const std::string& text) {
    if (!text.empty()) append_line(to, std::string(property) + ":" + escaped(text));
}

void append_event(std::string& to, const CalendarEvent& event) {
    constexpr std::size_t uid_digits = 32;
    append_line(to, "BEGIN:VEVENT");
    append_line(to, "UID:" + sha256(event.key).substr(0, uid_digits) + "@cpcc");
    append_line(to, "DTSTAMP:" + compact(event.first) + "T000000Z");
    append_line(to, "DTSTART;VALUE=DATE:" + compact(event.first));
    append_line(to, "DTEND;VALUE=DATE:" + compact(event.last.plus_days(1)));  // the day after the last
    append_property(to, "SUMMARY", event.summary);
    append_property(to, "DESCRIPTION", event.description);
    append_property(to, "LOCATION", event.location);
    append_line(to, "TRANSP:TRANSPARENT");
    append_line(to, "END:VEVENT");
}

// Takes no table: the command line refuses the format for all commands but those that write days.
class NoTables : public Sink {
    void begin(const Heading&, const std::vector<Column>&) override {
        throw std::logic_error("files: a calendar file holds no tables");
    }
    void row(std::span<const Cell>) override {}
    void end() override {}
};

}  // namespace

void write_calendar(const CalendarFile& calendar, std::ostream& out) {
    BlockWriter block(out);
    std::string& to = block.text();
    append_line(to, "BEGIN:VCALENDAR");
    append_line(to, "VERSION:2.0");
    append_line(to, "PRODID:-//cpcc//cpcc//EN");
    append_property(to, "X-WR-CALNAME", calendar.name);
    for (const CalendarEvent& event : calendar.events) {
        append_event(to, event);
        block.flush_if_full();
    }
    append_line(to, "END:VCALENDAR");
    block.finish();
}

std::unique_ptr<Sink> make_ics_sink(const WriteOptions&, std::ostream&) { return std::make_unique<NoTables>(); }

}  // namespace cpcc::files

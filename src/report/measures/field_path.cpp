#include "measures/field_path.hpp"

#include <algorithm>

namespace cpcc::report {

namespace {

using records::Field;
using records::Kind;

const Field* field_of(const Kind& kind, std::string_view name) {
    return kind.find_header(name == "tag" ? "tags" : name);  // as custom measures call it
}

// Follows the parts of a name from a record of the kind.
std::optional<FieldPath> follow(FieldPath path, const Kind& kind, std::string_view name) {
    const auto dot = name.find('.');
    const Field* field = field_of(kind, name.substr(0, dot));
    if (!field) return std::nullopt;
    if (dot == std::string_view::npos) {
        path.field = field;
        return path;
    }
    if (field->type != records::Type::ref) return std::nullopt;
    path.refs.push_back(field);
    return follow(std::move(path), records::kind(field->target), name.substr(dot + 1));
}

// Returns the kinds of the records at which a path can begin: the fact's own, and its owner.
std::vector<std::string_view> records_of(const Source& source) {
    std::vector<std::string_view> kinds{source.kind};
    if (!source.owner.empty()) kinds.push_back(source.owner);
    return kinds;
}

const Column* column_called(const Source& source, std::string_view name) {
    const auto found = std::find_if(source.columns.begin(), source.columns.end(),
                                    [&](const Column& column) { return column.field.is_called(name); });
    return found == source.columns.end() ? nullptr : &*found;
}

bool names_kind(std::string_view kind, std::string_view name) {
    const Words& label = records::kind(kind).label;
    return name == kind || name == label.zh || name == label.en;
}

// Returns the fields of a kind, and of the record of that kind to which `prefix` leads.
void add_fields(std::vector<std::pair<std::string, FieldPath>>& paths, std::string_view prefix, const FieldPath& to,
                std::string_view kind) {
    for (const Field& field : records::kind(kind).fields) {
        FieldPath path = to;
        path.field = &field;
        paths.emplace_back(prefix.empty() ? std::string(field.id) : fmt::format("{}.{}", prefix, field.id),
                           std::move(path));
    }
}

}  // namespace

std::optional<FieldPath> find_path(const Source& source, std::string_view name) {
    const auto dot = name.find('.');
    const std::string_view first = name.substr(0, dot);
    const Column* column = column_called(source, first);
    if (dot == std::string_view::npos) {
        if (column) return FieldPath{column, {}, {}, &column->field};
        // The owner itself, because facts without a record have one: unnamed members belong to a session too.
        const Field* to_owner = records::kind(source.kind).find_header(name);
        if (to_owner && !source.owner.empty() && to_owner->target == source.owner)
            return FieldPath{nullptr, source.owner, {}, &records::kind(source.owner).at("code")};
    } else {
        const std::string_view rest = name.substr(dot + 1);
        if (column && !column->field.target.empty())
            return follow({column, column->field.target}, records::kind(column->field.target), rest);
        for (const std::string_view kind : records_of(source))
            if (names_kind(kind, first)) return follow({nullptr, kind}, records::kind(kind), rest);
    }
    for (const std::string_view kind : records_of(source))
        if (auto path = follow({nullptr, kind}, records::kind(kind), name)) return path;
    return std::nullopt;
}

std::vector<std::pair<std::string, FieldPath>> paths_of(const Source& source) {
    std::vector<std::pair<std::string, FieldPath>> paths;
    for (const Column& column : source.columns)
        paths.emplace_back(column.field.id, FieldPath{&column, {}, {}, &column.field});
    for (const std::string_view kind : records_of(source)) add_fields(paths, {}, {nullptr, kind}, kind);
    for (const Column& column : source.columns)
        if (!column.field.target.empty())
            add_fields(paths, column.field.id, {&column, column.field.target}, column.field.target);
    for (const std::string_view kind : records_of(source)) {
        add_fields(paths, kind, {nullptr, kind}, kind);
        for (const Field& field : records::kind(kind).fields)
            if (field.type == records::Type::ref) add_fields(paths, field.id, {nullptr, kind, {&field}}, field.target);
    }
    return paths;
}

std::optional<DatedStep> dated_step(const FieldPath& path) {
    if (path.is_column()) return std::nullopt;
    std::string_view kind = path.kind;
    for (auto ref = path.refs.begin(); ref != path.refs.end(); ++ref) {
        if ((*ref)->dated)
            return DatedStep{{path.refs.begin(), ref},
                             kind,
                             *ref,
                             FieldPath{nullptr, (*ref)->target, {std::next(ref), path.refs.end()}, path.field}};
        kind = (*ref)->target;
    }
    if (!path.field->dated) return std::nullopt;
    return DatedStep{path.refs, kind, path.field, std::nullopt};
}

}  // namespace cpcc::report

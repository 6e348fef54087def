#include "exchange/bundle_file.hpp"

#include "cpcc/base/error.hpp"
#include "cpcc/base/sha256.hpp"
#include "cpcc/base/text.hpp"
#include "cpcc/files/format.hpp"
#include "cpcc/files/read.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

namespace cpcc::cli {

namespace {

constexpr std::string_view manifest_name = "manifest.json", signature_name = "manifest.json.minisig";
constexpr std::string_view folder = "versions/", extension = ".csv";
constexpr std::array<std::string_view, 3> own_columns{"version_number", "version_counter", "version_hash"};

[[noreturn]] void fail_damaged(const std::string& name) {
    throw Error(Exit::failed, say(Words{"{} 已损坏，或不是数据包", "{} is damaged or is not a bundle"}, name),
                say(Words{"请对方重新发送", "ask its office to send it again"}));
}

std::string text_of(const Manifest& manifest) {
    files::Table table;
    table.rows.emplace_back();
    for (const auto& [key, value] : manifest) {
        table.columns.push_back({key, key});
        table.rows.front().push_back(files::text_cell(value));
    }
    std::ostringstream out;
    const auto sink = files::make_sink({files::Format::jsonl}, out);
    table.write_to(*sink);
    return out.str();
}

std::vector<std::vector<std::string>> all_rows(const std::string& name, const std::string& content) {
    const auto reader = files::open_bytes(name, content);
    std::vector<std::vector<std::string>> rows;
    for (files::Row row; reader->next(row);) rows.emplace_back(row.cells.begin(), row.cells.end());
    return rows;
}

Manifest manifest_of(const std::string& content, const std::string& name) {
    const auto rows = all_rows(name, content);
    if (rows.size() != 2 || rows[0].size() != rows[1].size()) fail_damaged(name);
    Manifest manifest;
    for (std::size_t i = 0; i < rows[0].size(); ++i) manifest.emplace_back(rows[0][i], rows[1][i]);
    return manifest;
}

std::string content_of(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::error_code ignored;
    const bool folder_there = std::filesystem::is_directory(path, ignored);
    if (!file || folder_there)
        throw Error(Exit::failed, say(Words{"无法读取 {}：{}", "cannot read {}: {}"}, path,
                                      system_message(folder_there ? EISDIR : errno)));
    return {std::istreambuf_iterator<char>(file), {}};
}

store::ReceivedVersions versions_of(const BundleFile& bundle, const records::Kind& kind, const std::string& content) {
    store::ReceivedVersions received{&kind, {}, {}};
    const auto rows = all_rows(bundle.name, content);
    if (rows.empty() || rows[0].size() <= own_columns.size() ||
        !std::equal(own_columns.begin(), own_columns.end(), rows[0].begin()))
        fail_damaged(bundle.name);
    const auto first = static_cast<std::ptrdiff_t>(own_columns.size());
    received.columns.assign(rows[0].begin() + first, rows[0].end());
    for (std::size_t i = 1; i < rows.size(); ++i) {
        if (rows[i].size() != rows[0].size()) fail_damaged(bundle.name);
        const auto number = whole_number(rows[i][0]), counter = whole_number(rows[i][1]);
        if (!number || !counter) fail_damaged(bundle.name);
        auto& versions = received.versions;
        if (versions.empty() || versions.back().number != *number)
            versions.push_back({*number, *counter, rows[i][2], {}});
        versions.back().rows.emplace_back(rows[i].begin() + first, rows[i].end());
    }
    return received;
}

}  // namespace

const std::string& BundleFile::said(std::string_view key) const {
    static const std::string nothing;
    const auto found =
        std::find_if(manifest.begin(), manifest.end(), [&](const auto& one) { return one.first == key; });
    return found == manifest.end() ? nothing : found->second;
}

std::int64_t BundleFile::number(std::string_view key) const {
    const auto value = whole_number(said(key));
    if (!value) fail_damaged(name);
    return *value;
}

bool BundleFile::is_signed_by(const minisign::PublicKey& key) const {
    return minisign::is_signed(key, parts.at(std::string(manifest_name)), signature);
}

std::string bundle_bytes(Manifest manifest, const std::vector<files::StoredPart>& parts,
                         const minisign::SecretKey& key) {
    for (const files::StoredPart& part : parts) manifest.emplace_back(part.name, sha256(part.content));
    const std::string text = text_of(manifest);
    std::vector<files::StoredPart> all{
        {std::string(manifest_name), text},
        {std::string(signature_name), minisign::sign(key, text, "cpcc bundle " + sha256(text))}};
    all.insert(all.end(), parts.begin(), parts.end());
    return files::stored_zip(all);
}

BundleFile read_bundle(const std::string& path) {
    BundleFile bundle{std::filesystem::path(path).filename().string(), {}, {}, {}, {}};
    const auto parts = files::stored_parts(content_of(path));
    if (!parts || parts->size() < 2 || parts->at(0).name != manifest_name || parts->at(1).name != signature_name)
        fail_damaged(bundle.name);
    for (const files::StoredPart& part : *parts)
        if (!bundle.parts.emplace(part.name, part.content).second) fail_damaged(bundle.name);
    const std::string& text = parts->at(0).content;
    bundle.hash = sha256(text);
    bundle.signature = parts->at(1).content;
    if (!text.starts_with("{\"format\":")) fail_damaged(bundle.name);
    bundle.manifest = manifest_of(text, bundle.name);
    const auto key = minisign::public_key(bundle.said("key"));
    if (!key || !bundle.is_signed_by(*key)) fail_damaged(bundle.name);
    for (std::size_t i = 2; i < parts->size(); ++i)
        if (bundle.said(parts->at(i).name) != sha256(parts->at(i).content)) fail_damaged(bundle.name);
    if (bundle.said("format") != "cpcc-bundle-1")
        throw Error(Exit::failed,
                    say(Words{"{} 的格式是 {}，本程序不认识", "{} has the format {}, which this program does not know"},
                        bundle.name, bundle.said("format")),
                    say(Words{"请升级 cpcc", "upgrade cpcc"}));
    return bundle;
}

std::vector<store::ReceivedVersions> versions_in(const BundleFile& bundle) {
    std::vector<store::ReceivedVersions> all;
    for (const records::Kind* kind : records::kinds()) {
        const auto part = bundle.parts.find(std::string(folder) + std::string(kind->id) + std::string(extension));
        if (part != bundle.parts.end()) all.push_back(versions_of(bundle, *kind, part->second));
    }
    return all;
}

std::vector<std::vector<std::string>> rows_in(const BundleFile& bundle, std::string_view part) {
    const auto found = bundle.parts.find(part);
    if (found == bundle.parts.end()) return {};
    auto rows = all_rows(bundle.name, found->second);
    if (!rows.empty()) rows.erase(rows.begin());
    return rows;
}

std::string csv_of(const files::Table& table) {
    std::ostringstream out;
    const auto sink = files::make_sink({files::Format::csv}, out);
    table.write_to(*sink);
    return out.str();
}

}  // namespace cpcc::cli

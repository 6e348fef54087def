// The file of a bundle: a ZIP of CSV files, a manifest with their hashes, and a signature of the manifest.
#pragma once

#include "cpcc/base/minisign.hpp"
#include "cpcc/files/stored_zip.hpp"
#include "cpcc/files/table.hpp"
#include "cpcc/store/taking.hpp"

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cpcc::cli {

// What a bundle says of itself, in the order of the file.
using Manifest = std::vector<std::pair<std::string, std::string>>;

struct BundleFile {
    std::string name;  // for messages
    Manifest manifest;
    std::map<std::string, std::string, std::less<>> parts;  // content by name
    std::string hash;                                       // of the manifest
    std::string signature;

    const std::string& said(std::string_view key) const;  // empty: nothing
    std::int64_t number(std::string_view key) const;
    // Returns whether the key signed it.
    bool is_signed_by(const minisign::PublicKey&) const;
};

// Returns the bytes of a bundle. `manifest` gets the hashes of the parts.
std::string bundle_bytes(Manifest manifest, const std::vector<files::StoredPart>& parts, const minisign::SecretKey&);

// Reads a bundle. Throws Error{failed} unless the file is exactly what `bundle_bytes` makes, signed by whatever key.
BundleFile read_bundle(const std::string& path);

// Returns the bundle's versions. Throws Error{failed} for a part that is not a kind's, or that has other columns.
std::vector<store::ReceivedVersions> versions_in(const BundleFile&);

// Returns the rows of a part as text, without its header; none if there is no such part.
std::vector<std::vector<std::string>> rows_in(const BundleFile&, std::string_view part);

// Returns a table as the text of a CSV file.
std::string csv_of(const files::Table&);

}  // namespace cpcc::cli

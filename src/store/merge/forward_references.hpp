// Seventh stage, and the end of a file. References to rows of the same file that stand further down are kept until all
// rows have come.
#pragma once

#include "merge/batch.hpp"

namespace cpcc::store {

class ForwardReferences {
public:
    explicit ForwardReferences(Batch& batch) : batch_(batch) {}

    // Keeps what the rows of the batch refer to; a refused row's references are only looked for.
    void keep();
    // Writes the references whose row has come and refuses the others.
    void resolve();

private:
    struct Reference {
        std::int64_t id;  // of the record that refers; 0: it is not written
        bool existing;
        int line;
        std::size_t field;
        std::string code;
    };
    void resolve(const Reference&);
    bool may_change(const Reference&, std::int64_t target);
    void refuse(const Reference&, std::string reason);

    Batch& batch_;
    std::vector<Reference> references_;
};

}  // namespace cpcc::store

package io.xisuan.billing.invoice;

import io.xisuan.model.SupplierId;
import java.util.Optional;

/**
 * The supplier that issues a document, as it stood at the instant of issue.
 *
 * @param creditCode the unified social credit code (GB 32100-2015) or tax number; a buyer may be a person without one
 */
public record Seller(
        SupplierId supplier, String nameZh, String nameEn, Optional<String> creditCode, Optional<String> address) {
    public Seller {
        if (nameZh.isBlank()) {
            throw new IllegalArgumentException("%s has no Chinese name to print".formatted(supplier));
        }
    }
}

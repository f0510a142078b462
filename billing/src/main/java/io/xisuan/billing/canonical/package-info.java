/**
 * Digests of canonical bytes: what freezes a document, names a price version and chains the ledger. It must not
 * know what the bytes mean. Start reading at {@link io.xisuan.billing.canonical.Sha256}.
 */
@NullMarked
package io.xisuan.billing.canonical;

import org.jspecify.annotations.NullMarked;

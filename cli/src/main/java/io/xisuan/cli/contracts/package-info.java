/**
 * Suppliers and contracts in the store, imported from CSV. It must not know prices. Start reading at {@link io.xisuan.cli.contracts.ContractsCommand}.
 */
@NullMarked
package io.xisuan.cli.contracts;

import org.jspecify.annotations.NullMarked;

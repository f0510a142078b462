/** The commands on the store, run as a person would. */
@NullMarked
package io.xisuan.cli.ledger;

import org.jspecify.annotations.NullMarked;

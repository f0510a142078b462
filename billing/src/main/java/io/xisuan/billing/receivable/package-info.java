/**
 * What issued documents are still owed: open items with their states, ageing, reminders, and disputed lines. It must not know where
 * any of it is stored. Start reading at {@link io.xisuan.billing.receivable.OpenItems}.
 */
@NullMarked
package io.xisuan.billing.receivable;

import org.jspecify.annotations.NullMarked;

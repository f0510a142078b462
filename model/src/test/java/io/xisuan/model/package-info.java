/** Facts about the shared kernel. Start at {@code MoneyTest}. */
@NullMarked
package io.xisuan.model;

import org.jspecify.annotations.NullMarked;

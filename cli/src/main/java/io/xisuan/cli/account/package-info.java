/**
 * The commands {@code account topup}, {@code refund}, {@code pay}, {@code terms} and {@code show}: a tenant's money in and what it may still
 * start. They must not bill. Start reading at {@link io.xisuan.cli.account.AccountCommand}.
 */
@NullMarked
package io.xisuan.cli.account;

import org.jspecify.annotations.NullMarked;

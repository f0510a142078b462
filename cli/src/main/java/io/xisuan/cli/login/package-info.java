/**
 * The commands {@code login} and {@code context ...}: where a person works, looked at once and then remembered. Start at
 * {@link io.xisuan.cli.login.LoginCommand}.
 */
@NullMarked
package io.xisuan.cli.login;

import org.jspecify.annotations.NullMarked;

/**
 * The commands {@code operator}, options in, a running operator out, and {@code install} and {@code uninstall}, what it needs on a cluster and how it leaves. They must hold nothing that the operator itself should know.
 * Start at {@link io.xisuan.cli.operator.OperatorCommand}.
 */
@NullMarked
package io.xisuan.cli.operator;

import org.jspecify.annotations.NullMarked;

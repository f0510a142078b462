/**
 * The command {@code operator}: options in, a running operator out. It must hold nothing that the operator itself should know.
 * Start at {@link io.xisuan.cli.operator.OperatorCommand}.
 */
@NullMarked
package io.xisuan.cli.operator;

import org.jspecify.annotations.NullMarked;

/**
 * Options files: strict YAML whose every fault is said with file and field.
 *
 * <p>It must not know what any option means. Start reading at {@link io.xisuan.operator.options.OptionFile}.
 */
@NullMarked
package io.xisuan.operator.options;

import org.jspecify.annotations.NullMarked;

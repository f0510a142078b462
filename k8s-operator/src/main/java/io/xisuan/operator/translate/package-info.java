/**
 * Turns custom resources into the types of the core, and nothing else: the one place that sees both.
 *
 * <p>Pure: values in, values out, every mistake with its field. Knows no server, no file and no clock. Start reading at
 * {@link io.xisuan.operator.translate.ProgrammeTranslation}.
 */
@NullMarked
package io.xisuan.operator.translate;

import org.jspecify.annotations.NullMarked;

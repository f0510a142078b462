/**
 * Custom resources to the values of the cores, and nothing else: pure, and the only place that sees both.
 *
 * <p>What a schema cannot see (a day that does not exist, a credit code that is mistyped, two versions in force at once) is
 * refused here with the path of the field; a refusal is a value. It must not read files or ask a clock. Start reading at
 * {@link JobTranslation}.
 */
@NullMarked
package io.xisuan.operator.translate;

import org.jspecify.annotations.NullMarked;

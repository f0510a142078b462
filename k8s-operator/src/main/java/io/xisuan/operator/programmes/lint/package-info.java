/**
 * What is missing or doubtful in a programme definition that somebody writes, all of it at once.
 *
 * <p>Errors are what the program refuses or what can never pay; warnings are what a second look is worth. It judges the form and the
 * figures; it has not read the policy. Start reading at {@link io.xisuan.operator.programmes.lint.ProgrammeLint}.
 */
@NullMarked
package io.xisuan.operator.programmes.lint;

import org.jspecify.annotations.NullMarked;

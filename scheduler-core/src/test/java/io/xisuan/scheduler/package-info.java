/**
 * Tests of planning: scenarios as text tables, and a plain slow twin over seeded random situations. Start at
 * {@code SchedulerScenariosTest}.
 */
@NullMarked
package io.xisuan.scheduler;

import org.jspecify.annotations.NullMarked;

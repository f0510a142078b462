/**
 * The house rules as tests: arrows between modules and packages, purity, sizes, names, and the documents that must be
 * true. They know the whole source tree and nothing of its meaning. Start at {@code HouseRulesTest}.
 */
@NullMarked
package io.xisuan.house;

import org.jspecify.annotations.NullMarked;

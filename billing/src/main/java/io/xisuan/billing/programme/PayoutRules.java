package io.xisuan.billing.programme;

import java.util.List;

/** Who pays whom, and on what proof. */
public record PayoutRules(Field<Settlement> settlement, Field<String> payer, Field<List<String>> proofs) {}

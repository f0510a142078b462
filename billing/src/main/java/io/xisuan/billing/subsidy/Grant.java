package io.xisuan.billing.subsidy;

import io.xisuan.model.ProgrammeId;
import io.xisuan.model.VoucherId;

/**
 * Which grant of which programme.
 *
 * @param number what is printed on the grant letter
 * @param payer the authority that pays, as people know it
 */
public record Grant(ProgrammeId programme, VoucherId voucher, String number, String payer) {}

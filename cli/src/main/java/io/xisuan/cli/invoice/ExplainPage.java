package io.xisuan.cli.invoice;

import io.xisuan.billing.explain.ShareOfLine;
import io.xisuan.billing.rendering.Language;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.Output;
import io.xisuan.cli.output.ShownTime;
import io.xisuan.cli.output.Table;

/** The explanation of a line as a terminal shows it: the answer first, then how each amount came about, then the slices. */
record ExplainPage(ExplainedLine line, Language language) {
    private static final int SHORT = 12;

    void print(Output out) {
        out.say(language.of("%s 第 %d 行：%s", "%s line %d: %s").formatted(line.document(), line.line(), line.answer()));
        out.say("");
        out.say(language.of("作业 %s 第 %d 次，%s，%s，%s", "Job %s attempt %d on %s at %s, %s")
                .formatted(line.job(), line.attempt(), line.day(), line.site(), line.model()));
        out.say(language.of("价目 %s，档 %s，每卡时 %s 元", "Price list %s, tier %s, %s CNY an hour")
                .formatted(line.tariffVersion(), line.tier(), line.unitPriceCny()));
        out.say(language.of("%d 卡毫秒 × 单价 = %s 分，含税金额 %s", "%d device-ms x price = %s fen; gross %s, VAT included")
                .formatted(
                        line.deviceMillis(),
                        line.exactGrossFen().toPlainString(),
                        line.gross().formatted()));
        out.say(language.of("增值税 %s：精确 %s 分，本行 %s", "VAT %s: exactly %s fen, this line carries %s")
                .formatted(
                        line.vatRate(),
                        line.exactTaxFen().toPlainString(),
                        line.tax().formatted()));
        out.say(language.of(
                        "券付 %s，应付 %s，预计后补 %s，补贴合计占 %s %%",
                        "Paid by vouchers %s, payable %s, expected later %s; programmes pay %s %%")
                .formatted(
                        line.subsidy().formatted(),
                        line.customer().formatted(),
                        line.reimbursable().formatted(),
                        line.actualPercent().toPlainString()));
        sources(out);
        out.say("");
        out.print(line, slices());
    }

    private void sources(Output out) {
        line.hold()
                .ifPresent(hold -> out.say(language.of("预留 %s：%s，其中已用 %s", "Hold %s: reserved %s, posted %s")
                        .formatted(
                                hold.id().substring(0, Math.min(SHORT, hold.id().length())),
                                hold.held().formatted(),
                                hold.posted().formatted())));
        line.shares().forEach(share -> share(out, share));
        out.say(language.of("计价明细 SHA-256 ", "Line book SHA-256 ") + line.bookSha256());
        if (!line.problem().isEmpty()) {
            out.say(language.of("没有切片：", "No slices: ") + line.problem());
        } else if (!line.slicesAddUp()) {
            out.say(language.of(
                    "切片之和不等于本行用量（更正单据按整月重算）", "The slices are not the line's time: a note is a difference to them"));
        }
    }

    private void share(Output out, ShareOfLine share) {
        out.say("- %s %s: %s".formatted(share.programme(), share.voucher(), share.rule()));
        if (share.ratePercent().isPresent()) {
            out.say(language.of("  %s × %s %% = %s 分；按规则 %s，实付 %s", "  %s x %s %% = %s fen; by the rules %s, given %s")
                    .formatted(
                            share.counted().formatted(),
                            share.ratePercent().get().toPlainString(),
                            share.exactFen().toPlainString(),
                            share.evaluated().formatted(),
                            share.given().formatted()));
        }
    }

    private Table slices() {
        Table.Builder table = Table.of(
                Column.name("usage", "interval"),
                Column.name("node", "node"),
                Column.name("lane", "lane"),
                Column.name("from", "from"),
                Column.name("until", "until"),
                Column.number("deviceMillis", "device-ms"),
                Column.name("evidence", "evidence"),
                Column.number("journalSeq", "record"),
                Column.name("journalHash", "chain hash"));
        for (ExplainedLine.SliceRow slice : line.slices()) {
            table.row(
                    cut(slice.usage()),
                    slice.node(),
                    slice.lane(),
                    ShownTime.second(slice.from().toEpochMilli()),
                    ShownTime.second(slice.until().toEpochMilli()),
                    slice.deviceMillis(),
                    cut(slice.evidence()),
                    slice.journalSeq().map(String::valueOf).orElse(""),
                    cut(slice.journalHash().orElse("")));
        }
        return table.build();
    }

    private static String cut(String digest) {
        return digest.substring(0, Math.min(SHORT, digest.length()));
    }
}

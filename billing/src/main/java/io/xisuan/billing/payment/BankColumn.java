package io.xisuan.billing.payment;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What the columns of banks' statements are called, in Chinese and English. */
enum BankColumn {
    REFERENCE,
    DAY,
    AMOUNT,
    IN,
    DIRECTION,
    PAYER,
    ACCOUNT,
    REMARK;

    private static final List<String> IN_WORDS = List.of("贷", "收入", "收", "in", "c", "credit", "cr");
    private static final List<String> OUT_WORDS = List.of("借", "支出", "支", "out", "d", "debit", "dr");

    /** Returns what the column is called; the first name is the one that we say. */
    List<String> names() {
        return switch (this) {
            case REFERENCE ->
                List.of("交易流水号", "流水号", "交易序号", "业务流水号", "凭证号", "核心流水号", "reference", "transaction id", "serial no");
            case DAY -> List.of("交易日期", "日期", "记账日期", "入账日期", "交易时间", "date", "day", "value date");
            case AMOUNT -> List.of("交易金额", "金额", "发生额", "amount");
            case IN -> List.of("贷方发生额", "收入金额", "贷方金额", "收入", "credit", "credit amount", "money in");
            case DIRECTION -> List.of("借贷标志", "收支", "方向", "借贷", "direction", "dc");
            case PAYER -> List.of("对方户名", "付款人名称", "对方名称", "付款人", "对方单位", "payer", "payer name", "counterparty");
            case ACCOUNT -> List.of("对方账号", "付款人账号", "对方帐号", "payer account", "account");
            case REMARK -> List.of("摘要", "附言", "用途", "备注", "remark", "memo", "purpose");
        };
    }

    /** Returns which column of a line is what; of two of one kind the one whose name comes first here. */
    static Map<BankColumn, Integer> header(List<String> cells) {
        List<String> names = cells.stream().map(BankColumn::plain).toList();
        Map<BankColumn, Integer> columns = new TreeMap<>();
        for (BankColumn column : values()) {
            column.names().stream()
                    .filter(names::contains)
                    .findFirst()
                    .ifPresent(name -> columns.put(column, names.indexOf(name)));
        }
        return columns;
    }

    private static String plain(String cell) {
        return cell.replace("\uFEFF", "")
                .strip()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[（(].*[)）]$", "")
                .strip();
    }

    static String wanted() {
        return "%s, %s, %s, and if the bank has them %s, %s, %s"
                .formatted(
                        REFERENCE.names().getFirst(),
                        DAY.names().getFirst(),
                        AMOUNT.names().getFirst(),
                        PAYER.names().getFirst(),
                        ACCOUNT.names().getFirst(),
                        REMARK.names().getFirst());
    }

    static boolean isIn(String direction) {
        return IN_WORDS.contains(direction.toLowerCase(Locale.ROOT));
    }

    static boolean isOut(String direction) {
        return OUT_WORDS.contains(direction.toLowerCase(Locale.ROOT));
    }
}

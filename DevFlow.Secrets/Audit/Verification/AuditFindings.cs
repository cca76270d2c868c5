namespace DevFlow.Secrets;

/// <summary>What the verifier has to say, in the words for the person who must act.</summary>
internal static class AuditFindings
{
    private const string Compare = "compare the file with a backup; what stands from here on proves nothing";

    public static Finding Altered(string where) =>
        Error("audit-altered", where, "the record was altered or inserted: its seal does not fit", Compare);

    public static Finding NoRecord(string where) =>
        Error("audit-altered", where, "the line is no record: it was altered, or something else wrote it", Compare);

    public static Finding NotLinked(string where) =>
        Error("audit-altered", where, "the record does not follow the one before it: the file is put together of two chains", Compare);

    public static Finding Missing(string where, long from, long to) => Error(
        "audit-missing", where, from == to ? $"record {from} is missing before this one" : $"the records {from} to {to} are missing before this one", Compare);

    public static Finding Reordered(string where, long due, long seq) =>
        Error("audit-reordered", where, $"record {seq} stands here, where {due} belongs, which comes later", Compare);

    public static Finding Repeated(string where, long seq) =>
        Error("audit-repeated", where, $"record {seq} stands here a second time, or was moved here", Compare);

    public static Finding NoHeader(string where) =>
        Error("audit-missing", where, "the file does not begin with its header: its first records are missing", Compare);

    public static Finding PieceMissing(string where) =>
        Error("audit-missing", where, "the piece of a line that was kept here after a crash is missing or was altered", Compare);

    public static Finding Version(string where, int version) =>
        Error("audit-version", where, $"the format is version {version}, and this devflow knows version {AuditFormat.Version}", "use a newer devflow");

    public static Finding Renamed(string where, string? written) =>
        Error("audit-renamed", where, $"the file was written as {written}", "give it back its name, or take the copy out of the folder");

    public static Finding LostWhileWritten(string where, long seq) => Error(
        "audit-truncated", where, $"records of this file, up to record {seq}, were taken away while it was written", "look for them in a backup");

    public static Finding Truncated(string file, long last, long named, string by) => Error(
        "audit-truncated", $"{file}:{last}", $"the file ends with record {last}, but {by} names record {named}: its end was cut off",
        "look for the end in a backup");

    public static Finding Differs(string where, string by) =>
        Error("audit-altered", where, $"the record is another than the one that {by} names: the file was written anew", Compare);

    public static Finding FileMissing(string file, string by) =>
        Error("audit-file-missing", file, $"the file is missing; {by} names it", "look for it in a backup");

    public static Finding WrongKey(string where, string? keyId, string? given) => Error(
        AuditVerifier.WrongKeyRule, where, $"sealed with another key ({keyId}) than the given one ({given}); nothing is said of what is sealed with it",
        "give the SECRET_ENCRYPTION_KEY of that time");

    public static Finding NoKey(string where, string? keyId) => Warning(
        "audit-no-key", where, $"sealed with the key {keyId}, which is not given: the order of the records was followed, their seals not checked",
        "set SECRET_ENCRYPTION_KEY");

    public static Finding Unkeyed(string where) => Warning(
        "audit-unkeyed", where, "sealed without a key: proves the order of the records, not who wrote them", "set SECRET_ENCRYPTION_KEY for the process");

    public static Finding KeyDropped(string where) => Error(
        "audit-unkeyed", where, "a keyed chain goes on without a key: from here on anyone can have written it", "set SECRET_ENCRYPTION_KEY for the process");

    public static Finding Torn(string where) => Warning(
        "audit-torn", where, "the file ends within a record: a crash, or a write under way", "its process keeps the piece and goes on behind it");

    public static Finding Unreadable(string file, string why) =>
        Error("audit-unreadable", file, $"the file cannot be read: {why}", "run devflow as the user of the services");

    private static Finding Error(string rule, string where, string message, string remedy) =>
        new(FindingSeverity.Error, rule, where, Key: null, message, remedy);

    private static Finding Warning(string rule, string where, string message, string remedy) =>
        new(FindingSeverity.Warning, rule, where, Key: null, message, remedy);
}

namespace DevFlow.Secrets;

/// <summary>
/// The format of an audit file, version 1.
/// <para>
/// A file is <c>SERVICE.HOST.N.yyyyMMdd.jsonl</c>; the day is of UTC, and N sets apart processes of one name that run at the same time. Each
/// line is one JSON object in ASCII, ended by a line feed. Its members stand in a fixed order, those without a value are left out,
/// numbers are decimal, times UTC with seven digits of the second:
/// </para>
/// <code>
/// {"seq":1,"prev":"","kind":"header","v":1,"time":"2026-01-31T00:00:00.0000000Z","file":"api.host1.0.20260131.jsonl","keyed":true,
///   "keyId":"0011223344556677","service":"api","host":"host1","pid":42,"started":"…","previous":{"file":"…","seq":9,"mac":"…"},"mac":"…"}
/// {"seq":2,"prev":"…","kind":"access","time":"…","key":"JWT_SECRET","tier":"system","outcome":"hit","source":"1password",
///   "reference":"op://…","version":3,"user":"…","trace":"…","span":"…","mac":"…"}
/// {"seq":3,"prev":"…","kind":"reads","time":"…","from":"…","to":"…","count":42,"key":…,"mac":"…"}
/// {"seq":4,"prev":"…","kind":"gap","time":"…","from":"…","to":"…","count":42,"refused":false,"key":…,"mac":"…"}
/// {"seq":5,"prev":"…","kind":"anchored","time":"…","file":"…","at":7,"head":"…","mac":"…"}
/// {"seq":6,"prev":"…","kind":"closed","time":"…","mac":"…"}
/// </code>
/// <para>
/// <c>seq</c> counts the records of a file from 1. <c>mac</c> is the base64url of HMAC-SHA256 with the chain key, or in a file that is not
/// keyed of SHA-256, over the bytes of the line before <c>,"mac"</c>. <c>prev</c> is the <c>mac</c> of the record before; of a file's first
/// record, that of the last record of the previous file, or empty. The chain key is HKDF-SHA256 (RFC 5869) of
/// <c>SECRET_ENCRYPTION_KEY</c> with the info <c>devflow audit v1</c> and no salt; <c>keyId</c> is the hexadecimal of the first 8 bytes of the
/// same with the info <c>devflow audit v1 key id</c>, which tells a wrong key from a changed record and leads back to neither key.
/// </para>
/// <para>
/// A process that goes on with a file writes a header again; keys may differ between headers. If the file ends within a line, as it
/// may after a crash, the piece is kept, a line feed set, and the header is of the kind <c>recovered</c> with <c>"torn"</c>, the length of
/// the piece in bytes, and <c>"tornHash"</c>, the base64url of its SHA-256; it follows the last whole record. A gap's accesses that were
/// too many different ones have no <c>key</c>. A header whose <c>previous</c> names its own file says that records up to that one were
/// taken away while the process ran.
/// </para>
/// <para>
/// <c>anchors/</c> holds chains of the same form, with a record of the heads of all files in the folder that moved since the last one:
/// </para>
/// <code>
/// {"seq":2,"prev":"…","kind":"anchor","time":"…","heads":[{"file":"…","seq":5,"mac":"…"}],"mac":"…"}
/// </code>
/// </summary>
internal static class AuditFormat
{
    public const int Version = 1;
    public const string Header = "header";
    public const string Recovered = "recovered";
    public const string Access = "access";
    public const string Reads = "reads";
    public const string Gap = "gap";
    public const string Anchor = "anchor";
    public const string Anchored = "anchored";
    public const string Closed = "closed";

    public const string AnchorFolder = "anchors";
    public const string Extension = ".jsonl";

    /// <summary>The length of a mac in base64url.</summary>
    public const int MacLength = 43;

    public static ReadOnlySpan<byte> MacStart => ",\"mac\":\""u8;

    public static ReadOnlySpan<byte> MacEnd => "\"}"u8;

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'");

    /// <summary>The name of a process's files up to the day.</summary>
    public static string Stem(string service, string host, int number) => $"{Plain(service)}.{Plain(host)}.{number}";

    public static string FileName(string stem, DateOnly day) => $"{stem}.{day:yyyyMMdd}{Extension}";

    /// <summary>A part of a file name: no dot, which parts them, and nothing that leads elsewhere.</summary>
    public static string Plain(string name) =>
        name.Length == 0 ? "-" : string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '-'));

    public static bool TryDay(string fileName, out DateOnly day)
    {
        day = default;
        return fileName.Split('.') is [.., var text, "jsonl"] && DateOnly.TryParseExact(text, "yyyyMMdd", out day);
    }
}

using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace DevFlow.Secrets.Vault;

/// <summary>A record's place in the order of the audit. Records that come later move no page, as they would with an offset.</summary>
internal readonly record struct AuditCursor(DateTime Time, long Chain, long Seq)
{
    public static AuditCursor Of(StoredAuditRecord record) => new(record.Time.UtcDateTime, record.Chain, record.Seq);

    /// <exception cref="VaultException">It is none that was given.</exception>
    public static AuditCursor Parse(string text)
    {
        try
        {
            if (Encoding.ASCII.GetString(Base64Url.DecodeFromChars(text)).Split(':') is [var time, var chain, var seq]
                && long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && ticks <= DateTime.MaxValue.Ticks
                && long.TryParse(chain, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                && long.TryParse(seq, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                return new(new DateTime(ticks, DateTimeKind.Utc), id, number);
            }
        }
        catch (FormatException)
        {
            // As below.
        }

        throw new VaultException(VaultError.Invalid, "'cursor' is not what an answer gave as 'next'.");
    }

    public override string ToString() => Base64Url.EncodeToString(Encoding.ASCII.GetBytes($"{Time.Ticks}:{Chain}:{Seq}"));
}

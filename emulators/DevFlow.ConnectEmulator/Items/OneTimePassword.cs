using Microsoft.AspNetCore.WebUtilities;
using OtpNet;

namespace DevFlow.ConnectEmulator;

/// <summary>The code of an OTP field at one moment (RFC 6238).</summary>
internal static class OneTimePassword
{
    /// <param name="secret">A bare base32 secret, or an address as in a QR code: otpauth://totp/Name?secret=...&amp;digits=6&amp;period=30.</param>
    /// <param name="now">The moment that the code is for.</param>
    /// <returns>The code, or null when there is no telling one from <paramref name="secret"/>.</returns>
    public static string? Of(string? secret, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(secret))
            return null;
        try
        {
            return secret.StartsWith("otpauth://", StringComparison.OrdinalIgnoreCase)
                ? OfAddress(new Uri(secret), now)
                : Code(secret, OtpHashMode.Sha1, 30, 6, now);
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            return null;
        }
    }

    private static string? OfAddress(Uri address, DateTimeOffset now)
    {
        var query = QueryHelpers.ParseQuery(address.Query);
        var secret = query.TryGetValue("secret", out var value) ? value.ToString() : "";
        var hash = query.TryGetValue("algorithm", out var algorithm)
            ? Enum.Parse<OtpHashMode>(algorithm.ToString(), ignoreCase: true)
            : OtpHashMode.Sha1;
        return secret.Length == 0 ? null : Code(secret, hash, Number("period", 30), Number("digits", 6), now);

        int Number(string name, int otherwise) => query.TryGetValue(name, out var text) ? int.Parse(text.ToString()) : otherwise;
    }

    private static string Code(string secret, OtpHashMode hash, int period, int digits, DateTimeOffset now) =>
        new Totp(Base32Encoding.ToBytes(secret.Replace(" ", "").ToUpperInvariant()), period, hash, digits).ComputeTotp(now.UtcDateTime);
}

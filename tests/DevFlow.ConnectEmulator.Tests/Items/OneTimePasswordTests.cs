using System.Text;
using OtpNet;

namespace DevFlow.ConnectEmulator.Tests;

/// <summary>The codes of RFC 6238, appendix B.</summary>
public sealed class OneTimePasswordTests
{
    [Theory]
    [InlineData(59, "94287082", "46119246", "90693936")]
    [InlineData(1111111109, "07081804", "68084774", "25091201")]
    [InlineData(1111111111, "14050471", "67062674", "99943326")]
    [InlineData(1234567890, "89005924", "91819424", "93441116")]
    [InlineData(2000000000, "69279037", "90698825", "38618901")]
    [InlineData(20000000000, "65353130", "77737706", "47863826")]
    public void A_code_is_that_of_the_rfc(long seconds, string sha1, string sha256, string sha512)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(seconds);

        Assert.Equal(sha1, OneTimePassword.Of(Address("SHA1", 20), now));
        Assert.Equal(sha256, OneTimePassword.Of(Address("SHA256", 32), now));
        Assert.Equal(sha512, OneTimePassword.Of(Address("SHA512", 64), now));
    }

    [Theory]
    [InlineData("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")]
    [InlineData("gezd gnbv gy3t qojq gezd gnbv gy3t qojq")]
    [InlineData("otpauth://totp/DevFlow:me?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=DevFlow")]
    public void A_bare_secret_and_a_short_address_have_six_digits_and_thirty_seconds(string secret)
    {
        Assert.Equal("287082", OneTimePassword.Of(secret, DateTimeOffset.FromUnixTimeSeconds(59)));
        Assert.NotEqual("287082", OneTimePassword.Of(secret, DateTimeOffset.FromUnixTimeSeconds(60)));
    }

    [Fact]
    public void A_period_of_its_own_is_kept()
    {
        var secret = $"{Address("SHA1", 20)}&period=60";

        Assert.Equal(OneTimePassword.Of(secret, DateTimeOffset.FromUnixTimeSeconds(0)), OneTimePassword.Of(secret, DateTimeOffset.FromUnixTimeSeconds(59)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("not base32!")]
    [InlineData("otpauth://totp/DevFlow")]
    [InlineData("otpauth://totp/DevFlow?secret=GEZDGNBV&algorithm=ROT13")]
    [InlineData("otpauth://totp/DevFlow?secret=GEZDGNBV&digits=six")]
    [InlineData("otpauth://totp/DevFlow?secret=GEZDGNBV&digits=0")]
    [InlineData("otpauth://totp/DevFlow?secret=GEZDGNBV&period=0")]
    public void What_is_no_secret_has_no_code(string? secret) => Assert.Null(OneTimePassword.Of(secret, DateTimeOffset.UnixEpoch));

    // The secrets of the RFC are the digits 1 to 0, repeated to the length of the hash.
    private static string Address(string algorithm, int length)
    {
        var key = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(1, length).Select(digit => digit % 10)));
        return $"otpauth://totp/x?secret={Base32Encoding.ToString(key)}&algorithm={algorithm}&digits=8";
    }
}

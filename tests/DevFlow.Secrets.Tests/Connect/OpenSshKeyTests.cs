using System.Security.Cryptography;

namespace DevFlow.Secrets.Tests.Connect;

public class OpenSshKeyTests
{
    // RFC 8032, 7.1: secret keys and public keys of TEST 1, 2, 3 and SHA(abc).
    [Theory]
    [InlineData("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60", "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")]
    [InlineData("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb", "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")]
    [InlineData("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7", "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025")]
    [InlineData("833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42", "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf")]
    public void A_public_key_comes_from_its_seed(string seed, string publicKey) =>
        Assert.Equal(publicKey, Convert.ToHexStringLower(Ed25519PublicKey.FromSeed(Convert.FromHexString(seed))));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ssh_reads_an_ed25519_key(bool withPublicKey)
    {
        var seed = Convert.FromHexString("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
        var publicKey = Convert.FromHexString("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
        byte[] der = withPublicKey
            ? [0x30, 0x51, 0x02, 0x01, 0x01, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20, .. seed, 0x81, 0x21, 0x00, .. publicKey]
            : [0x30, 0x2E, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20, .. seed];

        var key = OpenSshKey.Convert(PemEncoding.WriteString("PRIVATE KEY", der));

        Assert.Equal(SshKeygen.PublicLine("ssh-ed25519", publicKey), await SshKeygen.PublicKeyOfAsync(key!));
    }

    [Theory]
    [InlineData(2048, true)]
    [InlineData(3072, true)]
    [InlineData(2048, false)]
    public async Task ssh_reads_an_rsa_key(int bits, bool pkcs8)
    {
        using var rsa = RSA.Create(bits);
        var numbers = rsa.ExportParameters(includePrivateParameters: false);

        var key = OpenSshKey.Convert(pkcs8 ? rsa.ExportPkcs8PrivateKeyPem() : rsa.ExportRSAPrivateKeyPem());

        Assert.Equal(
            SshKeygen.PublicLine("ssh-rsa", numbers.Exponent!, [0, .. numbers.Modulus!]), await SshKeygen.PublicKeyOfAsync(key!));
    }

    [Fact]
    public void The_same_key_gives_the_same_text()
    {
        using var rsa = RSA.Create(2048);
        var pem = rsa.ExportPkcs8PrivateKeyPem();

        var key = OpenSshKey.Convert(pem)!;

        Assert.Equal(key, OpenSshKey.Convert(pem));
        Assert.Equal(key, OpenSshKey.Convert(key));
        Assert.All(key.Split('\n'), line => Assert.InRange(line.Length, 0, 70));
    }

    public static TheoryData<string> Others
    {
        get
        {
            using var rsa = RSA.Create(2048);
            using var ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            return
            [
                "", "not a key", "-----BEGIN PRIVATE KEY-----", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----",
                rsa.ExportSubjectPublicKeyInfoPem(), ec.ExportPkcs8PrivateKeyPem(),
                rsa.ExportEncryptedPkcs8PrivateKeyPem("p", new PbeParameters(PbeEncryptionAlgorithm.Aes128Cbc, HashAlgorithmName.SHA256, 10)),
                PemEncoding.WriteString("PRIVATE KEY", [0x30, 0x2E, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20, 1]),
            ];
        }
    }

    [Theory]
    [MemberData(nameof(Others), DisableDiscoveryEnumeration = true)]
    public void What_is_no_such_key_is_not_converted(string text) => Assert.Null(OpenSshKey.Convert(text));
}

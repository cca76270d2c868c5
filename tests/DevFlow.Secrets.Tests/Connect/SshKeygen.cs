using System.Buffers.Binary;
using System.Text;
using CliWrap;
using CliWrap.Buffered;

namespace DevFlow.Secrets.Tests.Connect;

/// <summary>OpenSSH itself, which judges the keys that DevFlow writes.</summary>
internal static class SshKeygen
{
    public static async Task<string> PublicKeyOfAsync(string key)
    {
        using var folder = new TestFolder();
        folder.Write("key", key);
        var path = Path.Combine(folder.Root, "key");
        try
        {
            var result = await Cli.Wrap("ssh-keygen").WithArguments(["-y", "-f", path])
                .ExecuteBufferedAsync(TestContext.Current.CancellationToken);
            return result.StandardOutput.Trim();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("ssh-keygen is not installed");
            throw;
        }
    }

    public static string PublicLine(string type, params byte[][] parts)
    {
        byte[] blob = [.. new[] { Encoding.ASCII.GetBytes(type) }.Concat(parts).SelectMany(WithLength)];
        return $"{type} {Convert.ToBase64String(blob)}";
    }

    private static byte[] WithLength(byte[] bytes)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
        return [.. length, .. bytes];
    }
}

using System.Runtime.InteropServices;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.HighLevelAPI;

namespace DevFlow.Secrets.Vault.Tests.Support;

/// <summary>SoftHSM2 with its tokens in a folder of its own: a real PKCS#11 module. It reads its configuration when it is loaded, once for a process.</summary>
public sealed partial class SoftToken : IDisposable
{
    public const string Pin = "pin-4711-canary";

    private const string OfficerPin = "officer-0815";

    private static readonly string[] _libraries = ["/usr/lib/softhsm/libsofthsm2.so", "/usr/lib64/softhsm/libsofthsm2.so", "/usr/local/lib/softhsm/libsofthsm2.so", "/opt/homebrew/lib/softhsm/libsofthsm2.so"];

    private readonly string _folder = Directory.CreateTempSubdirectory("devflow-softhsm-").FullName;

    public SoftToken()
    {
        var configuration = Path.Combine(_folder, "softhsm2.conf");
        Directory.CreateDirectory(Tokens);
        File.WriteAllText(configuration, $"directories.tokendir = {Tokens}\nobjectstore.backend = file\nlog.level = ERROR\n");
        // .NET has an environment of its own, which native code does not see.
        Assert.Equal(0, SetVariable("SOFTHSM2_CONF", configuration, overwrite: 1));
    }

    public static string Library { get; } = _libraries.FirstOrDefault(File.Exists) ?? throw new InvalidOperationException("SoftHSM2 is not installed: apt-get install softhsm2");

    private string Tokens => Path.Combine(_folder, "tokens");

    /// <summary>Makes a token, and gives its label.</summary>
    public static string AddToken()
    {
        var label = $"vault-{Guid.NewGuid():N}"[..20];
        // There is always one slot more, with a token that is blank.
        var slot = Pkcs11Libraries.Load(Library).GetSlotList(SlotsType.WithTokenPresent).Last(IsBlank);
        slot.InitToken(OfficerPin, label);
        using var session = slot.OpenSession(SessionType.ReadWrite);
        session.Login(CKU.CKU_SO, OfficerPin);
        session.InitPin(Pin);
        session.Logout();
        return label;
    }

    /// <summary>Takes all tokens away, and gives their folder back when what it gave is disposed of; SoftHSM2 has given them up for this process then.</summary>
    public IDisposable TakeAway()
    {
        Directory.Move(Tokens, $"{Tokens}.away");
        return new Back(() => Directory.Move($"{Tokens}.away", Tokens));
    }

    public static ISlot Slot(string token) =>
        Pkcs11Libraries.Load(Library).GetSlotList(SlotsType.WithTokenPresent).Single(slot => LabelOf(slot) == token);

    public static Pkcs11Options Options(string token, bool createKey = true) => new() { Library = Library, Token = token, Pin = Keys.Value(Pin), CreateKey = createKey };

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string? LabelOf(ISlot slot)
    {
        try
        {
            return slot.GetTokenInfo().Label.Trim();
        }
        catch (Pkcs11Exception)
        {
            return null;
        }
    }

    private static bool IsBlank(ISlot slot)
    {
        try
        {
            return !slot.GetTokenInfo().TokenFlags.TokenInitialized;
        }
        catch (Pkcs11Exception)
        {
            // It was taken away in an earlier test.
            return false;
        }
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetVariable(string name, string value, int overwrite);

    private sealed class Back(Action action) : IDisposable
    {
        public void Dispose() => action();
    }
}

using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.HighLevelAPI;

namespace DevFlow.Secrets.Vault;

/// <summary>The PKCS#11 libraries of this process. Each is initialized once and stays: what it is finalized for, it is finalized for everybody.</summary>
internal static class Pkcs11Libraries
{
    private static readonly ConcurrentDictionary<string, IPkcs11Library> _loaded = new(StringComparer.Ordinal);
    private static readonly Lock _loading = new();

    static Pkcs11Libraries() => NativeLibrary.SetDllImportResolver(typeof(IPkcs11Library).Assembly, FindLoader);

    /// <exception cref="VaultException">There is no such library, or it is none of PKCS#11.</exception>
    public static IPkcs11Library Load(string path)
    {
        lock (_loading)
        {
            if (_loaded.TryGetValue(path, out var known))
                return known;
            try
            {
                var factories = new Pkcs11InteropFactories();
                return _loaded[path] = factories.Pkcs11LibraryFactory.LoadPkcs11Library(factories, path, AppType.MultiThreaded);
            }
            catch (Exception fault) when (fault is UnmanagedException or LibraryArchitectureException or Pkcs11Exception or DllNotFoundException or EntryPointNotFoundException)
            {
                throw new VaultException(VaultError.Unavailable, $"The PKCS#11 library '{path}' (VAULT_PKCS11_LIBRARY) cannot be loaded: {fault.Message.TrimEnd('.')}.", fault);
            }
        }
    }

    // Pkcs11Interop loads by "libdl", a name that only a compiler's package has. The functions are in libdl.so.2, and of late (glibc 2.34, musl) in the C library.
    private static nint FindLoader(string name, System.Reflection.Assembly assembly, DllImportSearchPath? path)
    {
        if (name is not "libdl" || !OperatingSystem.IsLinux())
            return 0;
        foreach (var candidate in (string[])["libdl.so.2", "libc.so.6", "libc"])
        {
            if (NativeLibrary.TryLoad(candidate, out var handle))
                return handle;
        }

        return 0;
    }
}

using System.Security.Cryptography;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.HighLevelAPI;

namespace DevFlow.Secrets.Vault;

/// <summary>CKM_AES_GCM, whose cipher text ends in the tag, as <see cref="EnvelopeFormat"/> has it.</summary>
internal static class Pkcs11Gcm
{
    public static byte[] Encrypt(ISession session, IObjectHandle key, byte[] plain, byte[] nonce, ReadOnlySpan<byte> associatedData)
    {
        using var parameters = Parameters(session, nonce, associatedData);
        using var mechanism = session.Factories.MechanismFactory.Create(CKM.CKM_AES_GCM, parameters);
        return session.Encrypt(mechanism, key, plain);
    }

    /// <summary>Null for what was not encrypted so.</summary>
    public static byte[]? TryDecrypt(ISession session, IObjectHandle key, byte[] body, byte[] nonce, ReadOnlySpan<byte> associatedData)
    {
        try
        {
            return Decrypt(session, key, body, nonce, associatedData);
        }
        catch (Pkcs11Exception fault) when (Pkcs11Faults.MayMeanTampered(fault.RV) && IsWell(session, key))
        {
            return null;
        }
    }

    private static byte[] Decrypt(ISession session, IObjectHandle key, byte[] body, byte[] nonce, ReadOnlySpan<byte> associatedData)
    {
        using var parameters = Parameters(session, nonce, associatedData);
        using var mechanism = session.Factories.MechanismFactory.Create(CKM.CKM_AES_GCM, parameters);
        return session.Decrypt(mechanism, key, body);
    }

    // Some tokens have one answer to what does not decrypt and to faults of their own: one that decrypts what it has just encrypted has none.
    private static bool IsWell(ISession session, IObjectHandle key)
    {
        var nonce = RandomNumberGenerator.GetBytes(EnvelopeFormat.NonceLength);
        var probe = new byte[EnvelopeFormat.KeyLength];
        return Decrypt(session, key, Encrypt(session, key, probe, nonce, default), nonce, default).AsSpan().SequenceEqual(probe);
    }

    private static Net.Pkcs11Interop.HighLevelAPI.MechanismParams.ICkGcmParams Parameters(ISession session, byte[] nonce, ReadOnlySpan<byte> associatedData) =>
        session.Factories.MechanismParamsFactory.CreateCkGcmParams(nonce, EnvelopeFormat.NonceLength * 8, associatedData.ToArray(), EnvelopeFormat.TagLength * 8);
}

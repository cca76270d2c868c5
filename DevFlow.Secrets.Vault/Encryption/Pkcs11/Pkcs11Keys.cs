using System.Security.Cryptography;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.HighLevelAPI;

namespace DevFlow.Secrets.Vault;

/// <summary>Finds the key in a token, makes it when told so, and takes none that could leave the token.</summary>
internal static class Pkcs11Keys
{
    private const int IdLength = 8;

    public static (IObjectHandle Key, string Id) Find(ISession session, Pkcs11Options options)
    {
        var found = All(session, options);
        if (found.Count == 0 && options.CreateKey)
        {
            Create(session, options);
            // Another engine may have made one at the same moment: then there are two, and somebody has to choose.
            found = All(session, options);
        }

        return found switch
        {
            [var key] => (key, Check(session, key, options)),
            [] => throw Wrong(options, "is not there. Set VAULT_PKCS11_KEY to the label of the right one, or VAULT_PKCS11_CREATE_KEY=true to have it made"),
            _ => throw Wrong(options, $"is there {found.Count} times. Delete those that wrap nothing, or set VAULT_PKCS11_KEY to another label"),
        };
    }

    private static List<IObjectHandle> All(ISession session, Pkcs11Options options)
    {
        var attributes = session.Factories.ObjectAttributeFactory;
        return session.FindAllObjects([attributes.Create(CKA.CKA_CLASS, CKO.CKO_SECRET_KEY), attributes.Create(CKA.CKA_LABEL, options.Key)]);
    }

    private static void Create(ISession session, Pkcs11Options options)
    {
        var attributes = session.Factories.ObjectAttributeFactory;
        using var mechanism = session.Factories.MechanismFactory.Create(CKM.CKM_AES_KEY_GEN);
        session.GenerateKey(mechanism,
        [
            attributes.Create(CKA.CKA_CLASS, CKO.CKO_SECRET_KEY),
            attributes.Create(CKA.CKA_KEY_TYPE, CKK.CKK_AES),
            attributes.Create(CKA.CKA_VALUE_LEN, EnvelopeFormat.KeyLength),
            attributes.Create(CKA.CKA_LABEL, options.Key),
            attributes.Create(CKA.CKA_ID, RandomNumberGenerator.GetBytes(IdLength)),
            attributes.Create(CKA.CKA_TOKEN, true),
            attributes.Create(CKA.CKA_PRIVATE, true),
            attributes.Create(CKA.CKA_SENSITIVE, true),
            attributes.Create(CKA.CKA_EXTRACTABLE, false),
            attributes.Create(CKA.CKA_ENCRYPT, true),
            attributes.Create(CKA.CKA_DECRYPT, true),
        ]);
    }

    private static string Check(ISession session, IObjectHandle key, Pkcs11Options options)
    {
        var values = session.GetAttributeValue(key, (List<CKA>)[CKA.CKA_KEY_TYPE, CKA.CKA_VALUE_LEN, CKA.CKA_SENSITIVE, CKA.CKA_EXTRACTABLE, CKA.CKA_ENCRYPT, CKA.CKA_DECRYPT, CKA.CKA_ID]);
        if (values[0].GetValueAsUlong() != (ulong)CKK.CKK_AES || values[1].GetValueAsUlong() != EnvelopeFormat.KeyLength)
            throw Wrong(options, "is no AES key of 256 bits");
        if (!values[2].GetValueAsBool() || values[3].GetValueAsBool())
            throw Wrong(options, "can be taken out of the token: it has to be sensitive and not extractable (CKA_SENSITIVE, CKA_EXTRACTABLE)");
        if (!values[4].GetValueAsBool() || !values[5].GetValueAsBool())
            throw Wrong(options, "may not encrypt and decrypt (CKA_ENCRYPT, CKA_DECRYPT)");
        return values[6].GetValueAsByteArray() is { Length: > 0 } id
            ? $"pkcs11:{Convert.ToHexStringLower(id)}"
            : throw Wrong(options, "has no id (CKA_ID), by which the vault tells keys apart. Give it one");
    }

    private static VaultException Wrong(Pkcs11Options options, string problem) =>
        new(VaultError.Unavailable, $"The key '{options.Key}' in the token '{options.Token}' {problem}.");
}

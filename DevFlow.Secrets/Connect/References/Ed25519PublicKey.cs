using System.Numerics;
using System.Security.Cryptography;

namespace DevFlow.Secrets;

/// <summary>
/// The public key of an Ed25519 key (RFC 8032, 5.1.5), which .NET does not compute. It is not guarded against being timed: it runs once,
/// where the key is handed out in the clear anyway.
/// </summary>
internal static class Ed25519PublicKey
{
    private static readonly BigInteger _p = BigInteger.Pow(2, 255) - 19;
    private static readonly BigInteger _d = Mod(-121665 * Inverse(121666));
    private static readonly (BigInteger X, BigInteger Y, BigInteger Z, BigInteger T) _base = Base();

    public static byte[] FromSeed(byte[] seed)
    {
        var scalar = SHA512.HashData(seed)[..32];
        scalar[0] &= 0b1111_1000;
        scalar[31] = (byte)((scalar[31] & 0b0111_1111) | 0b0100_0000);
        var (x, y, z, _) = Multiply(new BigInteger(scalar, isUnsigned: true));
        var inverse = Inverse(z);
        var bytes = new byte[32];
        Mod(y * inverse).TryWriteBytes(bytes, out _, isUnsigned: true);
        if (!Mod(x * inverse).IsEven)
            bytes[31] |= 0b1000_0000;
        return bytes;
    }

    private static (BigInteger X, BigInteger Y, BigInteger Z, BigInteger T) Multiply(BigInteger scalar)
    {
        var sum = (X: BigInteger.Zero, Y: BigInteger.One, Z: BigInteger.One, T: BigInteger.Zero);
        var point = _base;
        for (; !scalar.IsZero; scalar >>= 1)
        {
            if (!scalar.IsEven)
                sum = Add(sum, point);
            point = Add(point, point);
        }

        return sum;
    }

    // RFC 8032, 5.1.4: points as X, Y, Z, T with x = X/Z, y = Y/Z, x·y = T/Z.
    private static (BigInteger X, BigInteger Y, BigInteger Z, BigInteger T) Add(
        (BigInteger X, BigInteger Y, BigInteger Z, BigInteger T) one, (BigInteger X, BigInteger Y, BigInteger Z, BigInteger T) other)
    {
        var a = Mod((one.Y - one.X) * (other.Y - other.X));
        var b = Mod((one.Y + one.X) * (other.Y + other.X));
        var c = Mod(2 * one.T * other.T * _d);
        var d = Mod(2 * one.Z * other.Z);
        return (Mod((b - a) * (d - c)), Mod((d + c) * (b + a)), Mod((d - c) * (d + c)), Mod((b - a) * (b + a)));
    }

    // The base point is the one with y = 4/5 and an even x.
    private static (BigInteger X, BigInteger Y, BigInteger Z, BigInteger T) Base()
    {
        var y = Mod(4 * Inverse(5));
        var square = Mod((y * y - 1) * Inverse(_d * y * y + 1));
        var x = BigInteger.ModPow(square, (_p + 3) / 8, _p);
        if (Mod(x * x - square) != 0)
            x = Mod(x * BigInteger.ModPow(2, (_p - 1) / 4, _p));
        if (!x.IsEven)
            x = _p - x;
        return (x, y, BigInteger.One, Mod(x * y));
    }

    private static BigInteger Inverse(BigInteger number) => BigInteger.ModPow(Mod(number), _p - 2, _p);

    private static BigInteger Mod(BigInteger number)
    {
        var rest = number % _p;
        return rest.Sign < 0 ? rest + _p : rest;
    }
}

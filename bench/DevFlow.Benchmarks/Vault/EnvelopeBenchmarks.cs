using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using DevFlow.Secrets;
using DevFlow.Secrets.Vault;

namespace DevFlow.Benchmarks;

/// <summary>What an envelope costs over a bare call of the cipher: 4 KiB, the key's set-up included in both.</summary>
public class EnvelopeBenchmarks
{
    private const int Length = 4096;
    private const int TagLength = 16;

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly byte[] _plain = [.. Enumerable.Repeat((byte)'x', Length)];
    private readonly SecretValue _value = new(new string('x', Length), SecretSourceNames.Vault, DateTimeOffset.UnixEpoch);
    private readonly SecretBinding _binding = new(SecretTier.User, "user:6f9619ff-8b86-d011-b42d-00cf4fc964ff", "github/token", 3);
    private Envelope _envelope = null!;
    private SealedSecret _sealed = null!;
    private byte[] _box = [];

    [GlobalSetup]
    public async Task SetUpAsync()
    {
        var ring = new KeyRing(LocalKeyEncryptionKey.Parse(new(Convert.ToBase64String(_key), SecretSourceNames.DotEnv, DateTimeOffset.UnixEpoch)));
        _envelope = new Envelope(() => ring);
        _sealed = await _envelope.SealAsync(_binding, _value, CancellationToken.None);
        _box = BareSeal();
    }

    [Benchmark(Baseline = true, Description = "bare: new AesGcm, nonce, Encrypt")]
    public byte[] BareSeal()
    {
        using var cipher = new AesGcm(_key, TagLength);
        var box = new byte[12 + Length + TagLength];
        RandomNumberGenerator.Fill(box.AsSpan(0, 12));
        cipher.Encrypt(box.AsSpan(0, 12), _plain, box.AsSpan(12, Length), box.AsSpan(12 + Length));
        return box;
    }

    [Benchmark(Description = "seal")]
    public ValueTask<SealedSecret> Seal() => _envelope.SealAsync(_binding, _value, CancellationToken.None);

    [Benchmark(Description = "bare: new AesGcm, Decrypt")]
    public byte[] BareOpen()
    {
        using var cipher = new AesGcm(_key, TagLength);
        var plain = new byte[Length];
        cipher.Decrypt(_box.AsSpan(0, 12), _box.AsSpan(12, Length), _box.AsSpan(12 + Length), plain);
        return plain;
    }

    [Benchmark(Description = "open")]
    public ValueTask<SecretValue> Open() => _envelope.OpenAsync(_binding, _sealed, DateTimeOffset.UnixEpoch, CancellationToken.None);
}

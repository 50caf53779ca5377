using System;
using System.Buffers.Binary;
using System.IO;
using System.IO.Compression;
using System.Text;

namespace SymBackprop.Tests.Checking.Reporting;

/// <summary>The pixels of a PNG with 8 bits a channel.</summary>
internal sealed class Picture
{
    private readonly byte[] _rows;
    private readonly int _channels;

    private Picture(int width, int height, int channels, byte[] rows) => (Width, Height, _channels, _rows) = (width, height, channels, rows);

    public int Width { get; }

    public int Height { get; }

    public static Picture Read(byte[] png)
    {
        int width = 0, height = 0, channels = 0;
        using var packed = new MemoryStream();
        for (int at = 8; at < png.Length;)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            string type = Encoding.ASCII.GetString(png, at + 4, 4);
            ReadOnlySpan<byte> data = png.AsSpan(at + 8, length);
            if (type == "IHDR")
            {
                (width, height) = (BinaryPrimitives.ReadInt32BigEndian(data), BinaryPrimitives.ReadInt32BigEndian(data[4..]));
                channels = data[9] == 6 ? 4 : 3;
            }
            else if (type == "IDAT")
            {
                packed.Write(data);
            }

            at += length + 12;
        }

        packed.Position = 0;
        using var unpacked = new ZLibStream(packed, CompressionMode.Decompress);
        byte[] bytes = new byte[(width * channels + 1) * height];
        unpacked.ReadExactly(bytes);
        return new Picture(width, height, channels, Unfilter(bytes, width * channels, height, channels));
    }

    /// <summary>Returns how many pixels have a colour, nearly.</summary>
    public int Count(int red, int green, int blue)
    {
        int count = 0;
        for (int i = 0; i < _rows.Length; i += _channels)
        {
            count += Math.Abs(_rows[i] - red) + Math.Abs(_rows[i + 1] - green) + Math.Abs(_rows[i + 2] - blue) < 12 ? 1 : 0;
        }

        return count;
    }

    /// <summary>Returns whether anything is drawn in the last columns: a page that runs out of its window.</summary>
    public bool IsEmptyAtTheRight(int columns)
    {
        for (int y = 0; y < Height; y++)
        {
            for (int x = Width - columns; x < Width; x++)
            {
                int at = (y * Width + x) * _channels;
                if (_rows[at] != _rows[0] || _rows[at + 1] != _rows[1] || _rows[at + 2] != _rows[2])
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static byte[] Unfilter(byte[] bytes, int stride, int height, int channels)
    {
        byte[] rows = new byte[stride * height];
        for (int y = 0; y < height; y++)
        {
            byte filter = bytes[y * (stride + 1)];
            for (int x = 0; x < stride; x++)
            {
                int left = x < channels ? 0 : rows[y * stride + x - channels];
                int above = y == 0 ? 0 : rows[(y - 1) * stride + x];
                int corner = x < channels || y == 0 ? 0 : rows[(y - 1) * stride + x - channels];
                int predicted = filter switch { 1 => left, 2 => above, 3 => (left + above) / 2, 4 => Paeth(left, above, corner), _ => 0 };
                rows[y * stride + x] = (byte)(bytes[y * (stride + 1) + 1 + x] + predicted);
            }
        }

        return rows;
    }

    private static int Paeth(int left, int above, int corner)
    {
        int estimate = left + above - corner;
        (int a, int b, int c) = (Math.Abs(estimate - left), Math.Abs(estimate - above), Math.Abs(estimate - corner));
        return a <= b && a <= c ? left : b <= c ? above : corner;
    }
}

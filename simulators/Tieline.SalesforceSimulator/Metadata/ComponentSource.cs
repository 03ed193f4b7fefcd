using System.Security.Cryptography;
using System.Xml.Linq;

namespace Tieline.SalesforceSimulator.Metadata;

/// <summary>One component of a package, its metadata read and held against its type.</summary>
/// <param name="FileName">as the result names it</param>
/// <param name="Content">the file beside the metadata (a class, a page, a resource); empty when there is none</param>
/// <param name="Files">a bundle's files by name</param>
internal sealed record ComponentSource(MetadataType Type, string FullName, string FileName, XElement Metadata, byte[] Content, IReadOnlyDictionary<string, byte[]> Files)
{
    /// <summary>Tells whether a component changed.</summary>
    internal string Digest
    {
        get
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            hash.AppendData(System.Text.Encoding.UTF8.GetBytes(Text));
            hash.AppendData(Content);
            foreach (var (name, content) in Files.OrderBy(f => f.Key, StringComparer.Ordinal))
            {
                hash.AppendData(System.Text.Encoding.UTF8.GetBytes(name));
                hash.AppendData(content);
            }

            return Convert.ToHexString(hash.GetHashAndReset());
        }
    }

    internal string Text => Metadata.ToString(SaveOptions.DisableFormatting);
}

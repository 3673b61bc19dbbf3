// Reads one record of each topic with Confluent's library and writes a document event.
//
//   node interoperability.js REGISTRY_URL < request.json
//
// request: {"documents": {"topic", "value"}, "enriched": {"topic", "value"}, "write": {...}},
// values in base64. Answer on stdout: {"document", "enriched", "written"}.
const { AvroDeserializer, AvroSerializer, SchemaRegistryClient, SerdeType } =
  require('@confluentinc/schemaregistry');

async function main(url, request) {
  const client = new SchemaRegistryClient({ baseURLs: [url] });
  const reader = new AvroDeserializer(client, SerdeType.VALUE, {});
  const read = ({ topic, value }) => reader.deserialize(topic, Buffer.from(value, 'base64'));

  const document = await read(request.documents);
  const enriched = await read(request.enriched);
  const bytes = enriched.embedding.vector;
  enriched.embedding.vector = [];
  for (let at = 0; at < bytes.length; at += 4) {
    enriched.embedding.vector.push(Buffer.from(bytes).readFloatLE(at));
  }

  // The registered schema is the one to write with: nothing may be added to the registry.
  const writer = new AvroSerializer(client, SerdeType.VALUE, {
    autoRegisterSchemas: false,
    useLatestVersion: true,
  });
  const written = await writer.serialize(request.documents.topic, request.write);
  return { document, enriched, written: Buffer.from(written).toString('base64') };
}

const chunks = [];
process.stdin.on('data', (chunk) => chunks.push(chunk));
process.stdin.on('end', () => {
  main(process.argv[2], JSON.parse(Buffer.concat(chunks).toString('utf8'))).then(
    (answer) => console.log(JSON.stringify(answer)),
    (error) => {
      console.error(error);
      process.exitCode = 1;
    },
  );
});

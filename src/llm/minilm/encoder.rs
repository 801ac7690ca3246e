//! One run of the network: padded word pieces in, unit vectors out.

use super::word_pieces::WordPieces;
use crate::llm::{EmbedError, normalize};
use rten::{Model, ModelOptions, NodeId, RunOptions, ThreadPool, op_registry};
use rten_tensor::NdTensor;
use rten_tensor::prelude::*;
use std::sync::Arc;
use std::sync::LazyLock;
use std::thread::available_parallelism;

/// Made by make_weights.py. A `static`: as a `const` it would be copied into every crate that uses it.
pub(super) static WEIGHTS: &[u8] = include_bytes!("model.onnx");

/// Word pieces for which the model was trained; what goes beyond is cut off.
pub(super) const LONGEST: usize = 256;

/// Length of a vector.
pub(super) const DIMENSION: usize = 384;

/// Threads at work at the same time, whoever asks: the rest of the machine serves people.
const MOST_THREADS: usize = 2;

static ENCODER: LazyLock<Result<Encoder, EncoderFault>> = LazyLock::new(Encoder::load);

/// Why the embedded weights cannot be used; a fault of the build, never of a text.
#[derive(Debug, Clone, Copy, thiserror::Error)]
enum EncoderFault {
    #[error("the embedded weights are damaged")]
    Weights,
    #[error("the embedded vocabulary is damaged")]
    Vocabulary,
}

/// The network, its vocabulary and its threads.
pub(super) struct Encoder {
    words: WordPieces,
    model: Model,
    input_ids: NodeId,
    attention_mask: NodeId,
    token_vectors: NodeId,
    threads: Arc<ThreadPool>,
}

impl Encoder {
    /// The one encoder of the process, loaded by the first call.
    pub(super) fn shared() -> Result<&'static Self, EmbedError> {
        ENCODER.as_ref().map_err(|fault| EmbedError::Load(fault.to_string()))
    }

    fn load() -> Result<Self, EncoderFault> {
        let operators = op_registry!(
            Add,
            Cast,
            Gather,
            Gelu,
            LayerNormalization,
            MatMul,
            Mul,
            Reshape,
            Shape,
            Slice,
            Softmax,
            Sub,
            Transpose,
            Unsqueeze
        );
        let model = ModelOptions::with_ops(operators)
            .load_static_slice(WEIGHTS)
            .map_err(|_| EncoderFault::Weights)?;
        let node = |name| model.node_id(name).map_err(|_| EncoderFault::Weights);
        let (input_ids, attention_mask) = (node("input_ids")?, node("attention_mask")?);
        let token_vectors = node("token_vectors")?;
        let threads = available_parallelism().map_or(1, |cores| cores.get().min(MOST_THREADS));
        let threads = Arc::new(ThreadPool::with_num_threads(threads));
        let words = WordPieces::load().ok_or(EncoderFault::Vocabulary)?;
        Ok(Self { words, model, input_ids, attention_mask, token_vectors, threads })
    }

    /// The word pieces of a text, cut off at [`LONGEST`]; none for a text without words.
    pub(super) fn word_pieces(&self, text: &str) -> Vec<i32> {
        self.words.encode(text, LONGEST)
    }

    /// The unit vectors of a batch: the mean over the word pieces of each text.
    pub(super) fn vectors(&self, batch: &[Vec<i32>]) -> Result<Vec<Vec<f32>>, EmbedError> {
        let longest = batch.iter().map(Vec::len).max().unwrap_or(0);
        let mut ids = Vec::with_capacity(batch.len() * longest);
        let mut mask = Vec::with_capacity(batch.len() * longest);
        for pieces in batch {
            let padding = longest - pieces.len();
            ids.extend(pieces.iter().copied().chain(std::iter::repeat_n(0, padding)));
            mask.extend(std::iter::repeat_n(1.0_f32, pieces.len()).chain(std::iter::repeat_n(0.0, padding)));
        }
        let ids = NdTensor::from_data([batch.len(), longest], ids);
        let mask = NdTensor::from_data([batch.len(), longest], mask);
        let tokens = self.run(&ids, &mask)?;
        Ok(batch.iter().enumerate().map(|(row, pieces)| mean(&tokens, row, pieces.len())).collect())
    }

    fn run(&self, ids: &NdTensor<i32, 2>, mask: &NdTensor<f32, 2>) -> Result<NdTensor<f32, 3>, EmbedError> {
        let inputs = vec![(self.input_ids, ids.view().into()), (self.attention_mask, mask.view().into())];
        let options = RunOptions::default().with_thread_pool(Some(Arc::clone(&self.threads)));
        let [tokens] =
            self.model.run_n(inputs, [self.token_vectors], Some(options)).map_err(|e| failed(&e))?;
        tokens.try_into().map_err(|e| failed(&e))
    }
}

/// The unit vector of the mean of the first `pieces` token vectors of one text.
fn mean(tokens: &NdTensor<f32, 3>, row: usize, pieces: usize) -> Vec<f32> {
    let mut sum = vec![0.0_f32; DIMENSION];
    for piece in 0..pieces {
        for (total, value) in sum.iter_mut().zip(tokens.slice((row, piece)).iter()) {
            *total += value;
        }
    }
    // The length is divided out, so the sum points where the mean does.
    normalize(&mut sum);
    sum
}

/// Errors of the runtime name operators and shapes, never texts.
fn failed(error: &dyn std::error::Error) -> EmbedError {
    EmbedError::Unavailable(format!("the sentence encoder failed ({error})"))
}
